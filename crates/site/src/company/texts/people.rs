//! The trade of project HR.

use super::Trade;

pub(super) const TRADE: Trade = Trade {
    bugs: &["{paper} shows the wrong {fact}"],
    tasks: &["Prepare {event} in {office}", "Update {paper} for {year}", "Collect {fact} from all teams"],
    stories: &["Plan {event} for {group}"],
    requests: &[
        "Onboarding of {role} in {office}",
        "Last day of {role}: equipment and accounts",
        "Hire {role} for {office}",
        "Interview plan for {role}",
        "{paper} for {role} in {office}",
        "Change of {fact} from next month",
        "Parental leave of {role}",
        "Training: {course} for {group}",
        "Travel to {office} for {event}",
        "Sabbatical of {n} weeks for {role}",
        "{group} need {course}",
        "Approval for {n} seats of {course}",
        "Reference letter for {role}",
        "Corrected {paper} because of {fact}",
    ],
    details: &[
        "Start is on the {n}th. Desk, badge and laptop must be ready on the day before.",
        "The budget holder has agreed, up to {big} euros.",
        "Please keep this between us until {event}.",
        "We have {n} candidates, {n} of them for a second round.",
        "{paper} has to be signed by both sides. The one from {office} is still missing.",
    ],
    words: &[
        (
            "role",
            &[
                "a backend engineer",
                "a support agent",
                "a designer",
                "a data analyst",
                "a tester",
                "a team lead",
                "a working student",
                "an accountant",
                "a product owner",
            ],
        ),
        ("office", &["Bergen", "Porto", "Pune", "Kraków", "Osaka", "Leeds", "Curitiba", "Denver"]),
        (
            "paper",
            &[
                "work contract",
                "payslip",
                "certificate",
                "visa letter",
                "confirmation of employment",
                "travel policy",
            ],
        ),
        (
            "event",
            &[
                "the summer party",
                "the all-hands",
                "team days",
                "the job fair",
                "the safety briefing",
                "appraisal talks",
            ],
        ),
        (
            "group",
            &["the support team", "new team leads", "all engineers", "the interns", "the works council"],
        ),
        (
            "course",
            &[
                "first aid",
                "data protection",
                "conflict talks",
                "SQL for beginners",
                "Portuguese",
                "project planning",
            ],
        ),
        (
            "fact",
            &[
                "working hours",
                "bank details",
                "the address",
                "holiday balance",
                "the cost centre",
                "job titles",
            ],
        ),
        ("year", &["next year", "the second half", "the new collective agreement"]),
        ("label", &["confidential", "q4", "budget", "legal", "equipment", "remote"]),
    ],
};
