//! Which labels of a picture can stand without touching, and on which side of their point.

/// A point with a label that wants to stand beside it.
#[derive(Clone, Debug)]
pub struct Wish {
    /// The point's place across.
    pub x: f64,
    /// The point's place down.
    pub y: f64,
    /// The radius of its mark.
    pub r: f64,
    /// How many letters the label has.
    pub letters: usize,
}

/// How many letters of usual width a text is as wide as: capitals are wider than small ones.
pub fn letters(text: &str) -> usize {
    let tenths: usize = text.chars().map(|c| if c.is_uppercase() || c.is_numeric() { 13 } else { 10 }).sum();
    tenths.div_ceil(10)
}

/// Where a label stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// The place of its text across.
    pub x: f64,
    /// The place of its foot.
    pub y: f64,
    /// `start`, `middle` or `end`: which part of the text stands there.
    pub anchor: &'static str,
}

#[derive(Clone, Copy)]
struct Rect(f64, f64, f64, f64);

impl Rect {
    fn touches(&self, other: &Rect) -> bool {
        self.0 < other.2 && other.0 < self.2 && self.1 < other.3 && other.1 < self.3
    }
}

/// Places labels in the order of the wishes, each on the first side where it touches neither a mark nor a label nor
/// the edge; `None` where there is no such side. The labels of the first few, `bold`, may cover the marks of the rest.
/// `size` is the height of the letters.
pub fn place(wishes: &[Wish], bold: usize, (width, height): (f64, f64), size: f64) -> Vec<Option<Placed>> {
    let mark = |wish: &Wish| Rect(wish.x - wish.r, wish.y - wish.r, wish.x + wish.r, wish.y + wish.r);
    let bold = bold.min(wishes.len());
    let mut taken: Vec<Rect> = wishes.iter().take(bold.max(1)).map(mark).collect();
    let mut placed = Vec::with_capacity(wishes.len());
    for (index, wish) in wishes.iter().enumerate() {
        if index == bold {
            taken.extend(wishes[bold..].iter().map(mark));
        }
        let long = wish.letters as f64 * size * 0.56;
        let (aside, over) = (0.7 * wish.r + 2.0, 0.7 * wish.r);
        let sides = [
            (Placed { x: wish.x + wish.r + 3.0, y: wish.y + 0.35 * size, anchor: "start" }, 0.0),
            (Placed { x: wish.x - wish.r - 3.0, y: wish.y + 0.35 * size, anchor: "end" }, -long),
            (Placed { x: wish.x, y: wish.y - wish.r - 3.0, anchor: "middle" }, -long / 2.0),
            (Placed { x: wish.x, y: wish.y + wish.r + size, anchor: "middle" }, -long / 2.0),
            (Placed { x: wish.x + aside, y: wish.y - over, anchor: "start" }, 0.0),
            (Placed { x: wish.x + aside, y: wish.y + over + 0.7 * size, anchor: "start" }, 0.0),
            (Placed { x: wish.x - aside, y: wish.y - over, anchor: "end" }, -long),
            (Placed { x: wish.x - aside, y: wish.y + over + 0.7 * size, anchor: "end" }, -long),
        ];
        let free = sides.into_iter().find_map(|(side, shift)| {
            let own = Rect(side.x + shift, side.y - 0.85 * size, side.x + shift + long, side.y + 0.25 * size);
            let inside = own.0 >= 0.0 && own.1 >= 0.0 && own.2 <= width && own.3 <= height;
            (inside && !taken.iter().any(|rect| rect.touches(&own))).then_some((side, own))
        });
        placed.push(free.map(|(side, own)| {
            taken.push(own);
            side
        }));
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_never_touch() {
        let wish = |x: f64, y: f64| Wish { x, y, r: 4.0, letters: 10 };
        let placed = place(&[wish(50.0, 50.0), wish(60.0, 50.0), wish(190.0, 50.0)], 0, (200.0, 100.0), 10.0);
        assert_eq!(
            placed[0].map(|placed| placed.anchor),
            Some("middle"),
            "its right is taken, its left too narrow"
        );
        let feet: Vec<f64> = placed.iter().flatten().map(|placed| placed.y).collect();
        assert!(
            feet.len() == 3 && (feet[0] - feet[1]).abs() > 10.0,
            "one above its point, one below: {placed:?}"
        );
        assert_eq!(placed[2].map(|placed| placed.anchor), Some("end"));
        let crowd: Vec<Wish> = (0..40).map(|at| wish(100.0 + 0.1 * f64::from(at), 50.0)).collect();
        let placed: Vec<Placed> = place(&crowd, 0, (200.0, 100.0), 10.0).into_iter().flatten().collect();
        let left = |one: &Placed| match one.anchor {
            "start" => one.x,
            "middle" => one.x - 28.0,
            _ => one.x - 56.0,
        };
        let apart = |a: &Placed, b: &Placed| (a.y - b.y).abs() >= 10.0 || (left(a) - left(b)).abs() >= 56.0;
        let pairs =
            placed.iter().enumerate().flat_map(|(at, a)| placed[at + 1..].iter().map(move |b| (a, b)));
        assert!(placed.len() <= 4 && pairs.into_iter().all(|(a, b)| apart(a, b)), "{placed:?}");
        assert_eq!((letters("Fosis"), letters("FOSIS")), (6, 7));
    }
}
