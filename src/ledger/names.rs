//! Names that a delivery repeats in row after row, kept once.

use rustc_hash::FxHashMap;

/// Distinct names, each with its place in the order in which they were first met.
#[derive(Debug, Default)]
pub(super) struct Names {
    list: Vec<Box<str>>,
    places: FxHashMap<Box<str>, usize>,
}

impl Names {
    /// Returns the place of a name, met before or not.
    pub(super) fn place(&mut self, name: &str) -> usize {
        if let Some(known) = self.places.get(name) {
            return *known;
        }
        self.places.insert(name.into(), self.list.len());
        self.list.push(name.into());
        self.list.len() - 1
    }

    /// Returns the name at a place.
    pub(super) fn at(&self, place: usize) -> &str {
        &self.list[place]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_place_however_often_it_is_met() {
        let mut names = Names::default();
        let places = ["PW", "IOAW", "PW", "", "IOAW"].map(|name| names.place(name));
        assert_eq!(places, [0, 1, 0, 2, 1]);
        assert_eq!(places.map(|place| names.at(place).to_owned()), ["PW", "IOAW", "PW", "", "IOAW"]);
    }
}
