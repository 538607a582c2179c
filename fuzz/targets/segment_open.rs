//! Any bytes as a stored value of a segment.
#![no_main]

use activity_tests::segment_round::SegmentRound;
use libfuzzer_sys::fuzz_target;

thread_local! {
    static ROUND: SegmentRound = SegmentRound::of_fixture().expect("the fixture is read");
}

fuzz_target!(|input: &[u8]| {
    ROUND.with(|round| {
        if let Err(broken) = round.open(input) {
            panic!("{broken}");
        }
    });
});
