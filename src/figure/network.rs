//! A network laid out by forces: those who act together come near, all others keep apart. The same network always
//! lies the same way: it starts from a spiral and takes a fixed number of steps.

use super::names::labels;
use super::place_labels::{Wish, letters, place};
use super::{Svg, escape};
use crate::lang::Lang;

/// A point of the network.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is called, in full.
    pub name: String,
    /// The language of the name, where it is not the page's.
    pub lang: Option<Lang>,
    /// What stands beside it, cut where it is long.
    pub label: String,
    /// How many cases it has.
    pub count: usize,
    /// Its group, from 0, which gives it its fill.
    pub group: usize,
    /// Whether it stands for as many others as it has cases.
    pub gathered: bool,
    /// Where it leads.
    pub href: Option<String>,
}

/// A line between two points.
#[derive(Clone, Debug)]
pub struct Edge {
    /// One of the two, as a place among the points.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// How many cases they share.
    pub count: usize,
    /// Where the cases are listed.
    pub href: Option<String>,
}

/// The width of the picture in its own units.
pub const WIDTH: f64 = 420.0;
/// Its height.
pub const HEIGHT: f64 = 460.0;
/// How many groups have a fill of their own.
pub const GROUPS: usize = 9;
const STEPS: usize = 240;

fn radius(count: usize) -> f64 {
    (2.6 + 1.25 * (count as f64).sqrt()).min(15.0)
}

/// Where each point lies, for so many points and these lines with their weights.
pub fn layout(counts: &[usize], edges: &[(usize, usize, usize)]) -> Vec<(f64, f64)> {
    let n = counts.len();
    let mut at: Vec<(f64, f64)> = (0..n).map(|index| spiral(index, n)).collect();
    let mut lines = vec![0usize; n];
    for (a, b, _) in edges {
        lines[*a] += 1;
        lines[*b] += 1;
    }
    let gravity = gravity(n, edges);
    let ideal = (WIDTH * HEIGHT / n.max(1) as f64).sqrt() * 0.62;
    for step in 0..STEPS {
        let heat = 26.0 * (1.0 - step as f64 / STEPS as f64).powi(2) + 0.2;
        let pushes = forces(&at, edges, &lines, &gravity, ideal);
        for (point, push) in at.iter_mut().zip(pushes) {
            let strength = length(push.0, push.1).max(1e-9);
            let step = strength.min(heat) / strength;
            *point = (point.0 + push.0 * step, point.1 + push.1 * step);
        }
    }
    fit(&mut at);
    apart(&mut at, counts);
    at
}

/// The length of a way. A square root is the same to the last bit on every machine, which `hypot` is not.
fn length(dx: f64, dy: f64) -> f64 {
    (dx * dx + dy * dy).sqrt()
}

/// The start of a point: on a spiral in which neighbours lie far apart from those of other turns.
fn spiral(index: usize, n: usize) -> (f64, f64) {
    let turn = index as f64 * 2.399_963_229_728_653;
    let out = 180.0 * ((index as f64 + 0.5) / n.max(1) as f64).sqrt();
    (WIDTH / 2.0 + out * turn.cos(), HEIGHT / 2.0 + out * turn.sin())
}

/// How strongly a line pulls; a point with many lines is pulled less by each, so that cliques do not fall together.
const PULL: f64 = 0.42;
/// How strongly everything is drawn to the middle.
const GRAVITY: f64 = 0.35;
/// How much more strongly those few who are joined to none of the others: nothing else holds them on the sheet.
const ALONE: f64 = 4.0;

/// How strongly each point is drawn to the middle: the more, the fewer it is joined to.
fn gravity(n: usize, edges: &[(usize, usize, usize)]) -> Vec<f64> {
    let mut part: Vec<usize> = (0..n).collect();
    let root = |part: &[usize], mut at: usize| {
        while part[at] != at {
            at = part[at];
        }
        at
    };
    for (a, b, _) in edges {
        let (a, b) = (root(&part, *a), root(&part, *b));
        part[a.max(b)] = a.min(b);
    }
    let roots: Vec<usize> = (0..n).map(|at| root(&part, at)).collect();
    let mut sizes = vec![0; n];
    roots.iter().for_each(|root| sizes[*root] += 1);
    let rest = |root: &usize| 1.0 - sizes[*root] as f64 / n as f64;
    roots.iter().map(|root| GRAVITY * (1.0 + ALONE * rest(root))).collect()
}

fn forces(
    at: &[(f64, f64)],
    edges: &[(usize, usize, usize)],
    lines: &[usize],
    gravity: &[f64],
    ideal: f64,
) -> Vec<(f64, f64)> {
    let middle = |((x, y), pull): (&(f64, f64), &f64)| (pull * (WIDTH / 2.0 - x), pull * (HEIGHT / 2.0 - y));
    let mut pushes: Vec<(f64, f64)> = at.iter().zip(gravity).map(middle).collect();
    for (a, point) in at.iter().enumerate() {
        let Some((own, others)) = pushes[a..].split_first_mut() else { continue };
        for (other, theirs) in at[a + 1..].iter().zip(others) {
            let (dx, dy) = (point.0 - other.0, point.1 - other.1);
            let push = ideal * ideal / (dx * dx + dy * dy).max(0.01);
            *own = (own.0 + dx * push, own.1 + dy * push);
            *theirs = (theirs.0 - dx * push, theirs.1 - dy * push);
        }
    }
    for (a, b, weight) in edges {
        let (dx, dy) = (at[*a].0 - at[*b].0, at[*a].1 - at[*b].1);
        let share = (lines[*a].min(lines[*b]) as f64).sqrt();
        let pull = length(dx, dy) / ideal * PULL * (1.0 + (*weight as f64).ln()) / share;
        (pushes[*a].0, pushes[*a].1) = (pushes[*a].0 - dx * pull, pushes[*a].1 - dy * pull);
        (pushes[*b].0, pushes[*b].1) = (pushes[*b].0 + dx * pull, pushes[*b].1 + dy * pull);
    }
    pushes
}

/// Fills the sheet with the picture.
fn fit(at: &mut [(f64, f64)]) {
    const MARGIN: f64 = 22.0;
    let bounds = at.iter().map(|p| (p.0, p.1, p.0, p.1));
    let bounds = bounds.reduce(|a, b| (a.0.min(b.0), a.1.min(b.1), a.2.max(b.2), a.3.max(b.3)));
    let Some((x0, y0, x1, y1)) = bounds else { return };
    let across = (WIDTH - 2.0 * MARGIN) / (x1 - x0).max(1.0);
    let down = (HEIGHT - 2.0 * MARGIN) / (y1 - y0).max(1.0);
    let (across, down) = (across.min(1.6 * down), down.min(1.6 * across));
    for point in at {
        point.0 = WIDTH / 2.0 + (point.0 - (x0 + x1) / 2.0) * across;
        point.1 = HEIGHT / 2.0 + (point.1 - (y0 + y1) / 2.0) * down;
    }
}

/// Pushes apart what overlaps, a few times over, and keeps everything on the sheet.
fn apart(at: &mut [(f64, f64)], counts: &[usize]) {
    let radii: Vec<f64> = counts.iter().map(|count| radius(*count)).collect();
    for _ in 0..40 {
        for a in 0..at.len() {
            for b in a + 1..at.len() {
                let (dx, dy) = (at[a].0 - at[b].0, at[a].1 - at[b].1);
                let least = radii[a] + radii[b] + 2.0;
                if dx * dx + dy * dy < least * least {
                    let far = length(dx, dy);
                    let (ux, uy) = if far > 1e-6 { (dx / far, dy / far) } else { (1.0, 0.0) };
                    let push = (least - far) / 2.0;
                    at[a] = (at[a].0 + ux * push, at[a].1 + uy * push);
                    at[b] = (at[b].0 - ux * push, at[b].1 - uy * push);
                }
            }
        }
        for (point, radius) in at.iter_mut().zip(&radii) {
            let edge = radius + 2.0;
            *point = (point.0.clamp(edge, WIDTH - edge), point.1.clamp(edge, HEIGHT - edge));
        }
    }
}

/// The picture of a network that has been laid out. The points come in the order of their importance, which is the
/// order in which they get their labels.
pub fn draw(nodes: &[Node], edges: &[Edge], at: &[(f64, f64)], label: &str) -> String {
    let mut svg = Svg::scaled("network", WIDTH, HEIGHT, label);
    plain_lines(&mut svg, edges, at);
    for edge in edges.iter().filter(|edge| edge.href.is_some()) {
        let ((x1, y1), (x2, y2)) = (at[edge.a], at[edge.b]);
        let title = escape(&format!("{} – {}: {}", nodes[edge.a].name, nodes[edge.b].name, edge.count));
        // The pairs are walked in their list; a key press for each line would be a wall before the points.
        svg.put(format_args!(
            "<a class=\"edge w{}\" href=\"{}\" tabindex=\"-1\" aria-hidden=\"true\"><title>{title}</title>\
             <line x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\"/></a>",
            edge.count.min(4),
            escape(edge.href.as_deref().unwrap_or_default())
        ));
    }
    for (node, (x, y)) in nodes.iter().zip(at) {
        let gathered = if node.gathered { " gathered" } else { "" };
        let class = format!("node g{}{gathered}", node.group.min(GROUPS - 1));
        let title = if node.gathered { node.name.clone() } else { format!("{}: {}", node.name, node.count) };
        svg.link(node.href.as_deref(), &class, (&title, node.lang), |svg| {
            let r = radius(node.count);
            svg.put(format_args!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{r:.1}\"/>"));
            if node.gathered {
                svg.put(format_args!(
                    "<circle class=\"inner\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{:.1}\"/>",
                    r * 0.55
                ));
            }
        });
    }
    beside(&mut svg, nodes, at);
    svg.finish()
}

/// The lines that lead nowhere, one path for each width.
fn plain_lines(svg: &mut Svg, edges: &[Edge], at: &[(f64, f64)]) {
    for width in 1..=4 {
        let mut path = String::new();
        for edge in edges.iter().filter(|edge| edge.href.is_none() && edge.count.min(4) == width) {
            let ((x1, y1), (x2, y2)) = (at[edge.a], at[edge.b]);
            path.push_str(&format!("M{x1:.0} {y1:.0}L{x2:.0} {y2:.0}"));
        }
        if !path.is_empty() {
            svg.put(format_args!("<path class=\"edge w{width}\" d=\"{path}\"/>"));
        }
    }
}

/// How many of the first points get their label even over other points.
const BOLD: usize = 4;
/// How long a label may be.
const LETTERS: usize = 24;

/// The labels, over everything else; the links beneath have said the names already.
fn beside(svg: &mut Svg, nodes: &[Node], at: &[(f64, f64)]) {
    let texts = labels(&nodes.iter().map(|node| node.label.as_str()).collect::<Vec<_>>(), LETTERS);
    let wish = |((node, at), text): ((&Node, &(f64, f64)), &String)| Wish {
        x: at.0,
        y: at.1,
        r: radius(node.count),
        letters: letters(text),
    };
    let wishes: Vec<Wish> = nodes.iter().zip(at).zip(&texts).map(wish).collect();
    for (class, size) in [("wide", 7.5), ("narrow", 12.0)] {
        svg.put(format_args!("<g class=\"{class}\" aria-hidden=\"true\">"));
        for (text, placed) in texts.iter().zip(place(&wishes, BOLD, (WIDTH, HEIGHT), size)) {
            let Some(placed) = placed else { continue };
            let text = escape(text);
            svg.put(format_args!(
                "<text class=\"label {}\" x=\"{:.1}\" y=\"{:.1}\">{text}</text>",
                placed.anchor, placed.x, placed.y
            ));
        }
        svg.put(format_args!("</g>"));
    }
}

/// The picture around the first point: the others in a ring, those of one group side by side, each with its line, which
/// leads to what the two share.
pub fn around(nodes: &[Node], shared: &[String], label: &str) -> String {
    /// How long a label may be.
    const LETTERS: usize = 16;
    const SIZE: (f64, f64) = (420.0, 300.0);
    let mut order: Vec<usize> = (1..nodes.len()).collect();
    order.sort_by_key(|index| (nodes[*index].group, *index));
    let mut svg = Svg::scaled("network around", SIZE.0, SIZE.1, label);
    let center = (SIZE.0 / 2.0, SIZE.1 / 2.0);
    let texts = labels(&nodes.iter().map(|node| node.label.as_str()).collect::<Vec<_>>(), LETTERS);
    let place = |turn: usize| {
        let angle = std::f64::consts::TAU * (turn as f64 + 0.5) / order.len().max(1) as f64;
        (center.0 + 98.0 * angle.sin(), center.1 - 118.0 * angle.cos())
    };
    for (turn, index) in order.iter().enumerate() {
        let ((x, y), weight) = (place(turn), nodes[*index].count.min(4));
        let (cx, cy) = center;
        let title = escape(&format!("{} – {}: {}", nodes[0].name, nodes[*index].name, nodes[*index].count));
        // They are walked in their list, as those of the whole network are.
        svg.put(format_args!(
            "<a class=\"edge w{weight}\" href=\"{}\" tabindex=\"-1\" aria-hidden=\"true\"><title>{title}</title>\
             <line x1=\"{cx}\" y1=\"{cy}\" x2=\"{x:.1}\" y2=\"{y:.1}\"/></a>",
            escape(&shared[*index - 1])
        ));
    }
    for (turn, index) in order.iter().enumerate() {
        let ((x, y), node) = (place(turn), &nodes[*index]);
        let (r, right) = (radius(node.count), x >= center.0);
        let (anchor, text_x) = if right { ("start", x + r + 4.0) } else { ("end", x - r - 4.0) };
        svg.link(
            node.href.as_deref(),
            &format!("node g{}", node.group.min(GROUPS - 1)),
            (&format!("{}: {}", node.name, node.count), node.lang),
            |svg| {
                svg.put(format_args!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{r:.1}\"/>"));
                let text = escape(&texts[*index]);
                svg.put(format_args!(
                    "<text class=\"label {anchor}\" x=\"{text_x:.1}\" y=\"{:.1}\">{text}</text>",
                    y + 4.0
                ));
            },
        );
    }
    if let Some(first) = nodes.first() {
        let title = escape(&format!("{}: {}", first.name, first.count));
        let (x, y) = center;
        svg.put(format_args!(
            "<g class=\"node center g{}\"><title>{title}</title>",
            first.group.min(GROUPS - 1)
        ));
        svg.put(format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{:.1}\"/></g>", radius(first.count)));
    }
    svg.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn lies_on_the_sheet_and_always_the_same_way(
            counts in proptest::collection::vec(1usize..30, 1..60),
            lines in proptest::collection::vec((0usize..60, 0usize..60, 1usize..9), 0..120),
        ) {
            let n = counts.len();
            let edges: Vec<_> = lines.into_iter().filter(|(a, b, _)| a < b && *b < n).collect();
            let at = layout(&counts, &edges);
            prop_assert_eq!(&at, &layout(&counts, &edges));
            for ((x, y), count) in at.iter().zip(&counts) {
                let r = radius(*count);
                prop_assert!(x - r >= 0.0 && x + r <= WIDTH && y - r >= 0.0 && y + r <= HEIGHT);
            }
        }
    }

    #[test]
    fn those_who_act_together_lie_near() {
        let edges = [(0, 1, 3), (0, 2, 3), (1, 2, 3), (3, 4, 3), (3, 5, 3), (4, 5, 3)];
        let at = layout(&[3; 6], &edges);
        let far = |a: usize, b: usize| (at[a].0 - at[b].0).hypot(at[a].1 - at[b].1);
        assert!(far(0, 1) < far(0, 3) && far(3, 4) < far(1, 4), "{at:?}");
    }
}
