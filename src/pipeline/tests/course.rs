//! The courses of shipped deliveries, against what their runs do.

use super::*;

/// A stage as it began: its place in the course, what the course says that it reads, and what had been read.
type Begun = (Option<usize>, u64, u64);

#[test]
fn every_stage_of_a_run_stands_in_its_course_and_reads_what_that_says() {
    for service in ["laborijn", "het-plein", "tuc", "sdoa"] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mapping = crate::mapping::load(&root.join("mappings").join(service)).expect("a mapping");
        let folder = tempfile::tempdir().expect("a folder");
        let (cancel, begun) = (Cancel::default(), RefCell::new(Vec::<(String, Begun)>::new()));
        run(&Request {
            mapping: &mapping,
            delivery: &[root.join("fixtures").join(service).join("clean/delivery")],
            out: Some(&folder.path().join("run")),
            now: "2021-01-04T09:00:00Z",
            unmask: false,
            cancel: &cancel,
            progress: &|stage, course| {
                let place = course.legs().iter().position(|leg| leg.stage == *stage);
                let bytes = place.map_or(0, |place| course.legs()[place].bytes);
                begun.borrow_mut().push((stage.to_string(), (place, bytes, cancel.bytes())));
            },
        })
        .expect("a run");
        let mut begun = begun.into_inner();
        assert!(begun.len() > 25, "{service}: {begun:?}");
        begun.push(("the end".to_owned(), (Some(usize::MAX), 0, cancel.bytes())));
        for pair in begun.windows(2) {
            let [(stage, (place, bytes, before)), (next, (next_place, _, after))] = pair else { continue };
            assert!(place < next_place, "{service}: {stage} before {next}");
            assert_eq!(after - before, *bytes, "{service}: {stage}");
        }
        assert!(cancel.rows() > 0, "{service}");
    }
}
