//! Any bytes as the text of a query.
#![no_main]

use activity_tests::jql_round::JqlRound;
use libfuzzer_sys::fuzz_target;

thread_local! {
    static ROUND: JqlRound = JqlRound::default();
}

fuzz_target!(|input: &[u8]| {
    ROUND.with(|round| {
        if let Err(broken) = round.run(input) {
            panic!("{broken}");
        }
    });
});
