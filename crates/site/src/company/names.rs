//! Made-up names of many origins, with the zones in which their bearers work.

use super::chance::Chance;
use std::collections::HashSet;

struct Origin {
    first: &'static [&'static str],
    last: &'static [&'static str],
    zones: &'static [&'static str],
}

const ORIGINS: &[Origin] = &[
    Origin {
        first: &["Anneke", "Jonas", "Katrin", "Lukas", "Mareike", "Felix", "Svenja", "Tilman"],
        last: &["Brandt", "Hoffmeister", "Kessler", "Lindner", "Obermaier", "Seidel", "Vogelsang", "Winkler"],
        zones: &["Europe/Berlin"],
    },
    Origin {
        first: &["Lucía", "Álvaro", "Marisol", "Iñaki", "Ximena", "Rodrigo", "Paloma", "Gonzalo"],
        last: &[
            "Aguirre",
            "Benavides",
            "Cifuentes",
            "Escobedo",
            "Galindo",
            "Montenegro",
            "Rosales",
            "Zamora",
        ],
        zones: &["Europe/Madrid", "America/Mexico_City"],
    },
    Origin {
        first: &["Aarav", "Divya", "Ishaan", "Kavya", "Meera", "Nikhil", "Rohini", "Siddharth"],
        last: &[
            "Bhattacharya",
            "Chaudhary",
            "Deshpande",
            "Iyengar",
            "Kulkarni",
            "Nambiar",
            "Raghunathan",
            "Subramaniam",
        ],
        zones: &["Asia/Kolkata"],
    },
    Origin {
        first: &["Abigail", "Caleb", "Dominic", "Hazel", "Marcus", "Naomi", "Travis", "Wendy"],
        last: &[
            "Ashworth",
            "Caldwell",
            "Fairbanks",
            "Hollister",
            "Merriweather",
            "Pemberton",
            "Stoddard",
            "Whitlock",
        ],
        zones: &["America/New_York", "America/Los_Angeles", "America/Chicago"],
    },
    Origin {
        first: &["Agnieszka", "Bartosz", "Dorota", "Grzegorz", "Kinga", "Marek", "Oliwia", "Wojciech"],
        last: &[
            "Borkowski",
            "Czarnecka",
            "Dudek",
            "Kaczmarek",
            "Lewandowska",
            "Piotrowski",
            "Sikora",
            "Zawadzka",
        ],
        zones: &["Europe/Warsaw"],
    },
    Origin {
        first: &["Haruka", "Kenta", "Mio", "Ren", "Sakura", "Takumi", "Yui", "Daichi"],
        last: &[
            "Fujimori",
            "Hasegawa",
            "Ishikawa",
            "Kobayashi",
            "Matsuda",
            "Nishimura",
            "Shimizu",
            "Yamaguchi",
        ],
        zones: &["Asia/Tokyo"],
    },
    Origin {
        first: &["Adaeze", "Chidi", "Folake", "Kwame", "Ngozi", "Oluwaseun", "Temitope", "Yaa"],
        last: &["Adeyemi", "Boateng", "Eze", "Mensah", "Nwosu", "Okonkwo", "Owusu", "Sarpong"],
        zones: &["Africa/Lagos", "Europe/London"],
    },
    Origin {
        first: &["Amira", "Farid", "Layla", "Omar", "Rania", "Samir", "Yasmin", "Ziad"],
        last: &["Al-Khatib", "Barakat", "Darwish", "Haddad", "Khoury", "Mansour", "Nassar", "Saleh"],
        zones: &["Asia/Dubai", "Africa/Cairo"],
    },
    Origin {
        first: &["Astrid", "Birger", "Eira", "Henrik", "Linnea", "Oskar", "Signe", "Torben"],
        last: &[
            "Aaltonen",
            "Bergström",
            "Dahlgaard",
            "Ekström",
            "Halvorsen",
            "Lindqvist",
            "Nygård",
            "Virtanen",
        ],
        zones: &["Europe/Stockholm", "Europe/Helsinki"],
    },
    Origin {
        first: &["Beatriz", "Caio", "Fernanda", "Gustavo", "Larissa", "Rafael", "Thaís", "Vinícius"],
        last: &[
            "Albuquerque",
            "Cavalcanti",
            "Figueiredo",
            "Magalhães",
            "Nogueira",
            "Pacheco",
            "Sampaio",
            "Vasconcelos",
        ],
        zones: &["America/Sao_Paulo"],
    },
    Origin {
        first: &["Jiayi", "Haoran", "Mingzhu", "Ruoxi", "Weijie", "Xinyi", "Yichen", "Zihan"],
        last: &["Cheng", "Guo", "Liang", "Ouyang", "Peng", "Song", "Xue", "Zheng"],
        zones: &["Asia/Singapore", "Australia/Sydney"],
    },
];

/// Gives names, each once.
#[derive(Debug, Default)]
pub(super) struct Names {
    given: HashSet<String>,
}

impl Names {
    /// A new name, and the zone of its bearer.
    pub(super) fn next(&mut self, chance: &mut Chance) -> (String, &'static str) {
        for attempt in 0_u32.. {
            let Some(origin) = chance.one(ORIGINS) else { break };
            let (first, last) = (chance.word(origin.first), chance.word(origin.last));
            // A large company has namesakes; a middle initial tells them apart.
            let name = match attempt {
                0..20 => format!("{first} {last}"),
                _ => format!(
                    "{first} {}. {last}",
                    chance.word(&["A", "B", "C", "D", "E", "J", "K", "M", "R", "S", "T"])
                ),
            };
            if self.given.insert(name.clone()) || attempt > 200 {
                return (name, chance.word(origin.zones));
            }
        }
        (String::new(), "UTC")
    }
}
