//! Work that is done several pieces at a time, with the results in order.
//!
//! A run waits for blocks of the delivery that the threads of rayon's pool work on. A run in that same pool could wait
//! for blocks behind which it stands itself, so runs have threads of their own.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Does a piece of work for each item, as many at a time as the machine has processors, and returns the results in the
/// order of the items.
pub fn in_order<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    in_order_with(items, || (), |(), item| work(item))
}

/// Does the same with something that each thread makes for itself when it begins, and uses for all of its items.
pub fn in_order_with<S, T: Sync, R: Send>(
    items: &[T],
    make: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, &T) -> R + Sync,
) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(items.len());
    let (next, results) = (AtomicUsize::new(0), Mutex::new(BTreeMap::new()));
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let mut own = make();
                loop {
                    let place = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(place) else { break };
                    let result = work(&mut own, item);
                    results.lock().unwrap_or_else(PoisonError::into_inner).insert(place, result);
                }
            });
        }
    });
    results.into_inner().unwrap_or_else(PoisonError::into_inner).into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<u64> = (0..50).rev().collect();
        let slow = |item: &u64| {
            // The first are the slowest.
            let sum: u64 = (0..item * 2_000).fold(0, |sum, number| sum ^ number);
            (*item, sum)
        };
        let found: Vec<u64> = in_order(&items, slow).into_iter().map(|(item, _)| item).collect();
        assert_eq!(found, items);
        assert!(in_order(&[], |item: &u64| *item).is_empty());
    }

    #[test]
    fn what_a_thread_makes_for_itself_serves_all_of_its_items() {
        let items = [(); 20];
        let count = |before: &mut usize, (): &()| {
            *before += 1;
            *before
        };
        let counted = in_order_with(&items, || 0, count);
        let threads = counted.iter().filter(|count| **count == 1).count();
        assert_eq!(counted.len(), 20);
        assert!((1..=thread::available_parallelism().map_or(1, NonZero::get)).contains(&threads));
    }
}
