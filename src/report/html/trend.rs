//! Runs beside each other, mostly of one service: a page with a chart for each figure that should go down, and one of what is
//! promised and planned. No script draws them; the table below says the same.

use std::fmt::Write as _;

use maud::{Markup, PreEscaped, html};

use super::frame;
use super::parts::{self, Head};
use super::words::{self, Both, Words};

const STYLE: &str = "\
figure { margin: 1.5rem 0; } figcaption { font-weight: 600; }
svg.chart { display: block; width: 100%; max-width: 48rem; height: auto; }
.chart line { stroke: var(--line); } .chart polyline { fill: none; stroke-width: 2; }
.chart text { fill: var(--ink); font-size: 12px; } .chart text.quiet { fill: var(--quiet); }
.chart .one { stroke: var(--link); } .chart .other { stroke: var(--bad); stroke-dasharray: 6 4; }
.chart circle { fill: var(--paper); stroke-width: 2; } .chart circle.other { stroke-dasharray: none; }
";

/// The figures of one run.
#[derive(Clone, Debug)]
pub struct Point {
    /// What the run is called.
    pub name: String,
    /// The service that is left.
    pub service: String,
    /// The cut-over, ISO.
    pub cutover: String,
    /// When it was made, where that is known.
    pub made_at: Option<String>,
    /// The tool's version.
    pub overdracht: String,
    /// Whether it is proven.
    pub proven: bool,
    /// The proofs that did not pass.
    pub broken: Vec<String>,
    /// Verdicts that stop.
    pub stopping: u64,
    /// Rejected rows.
    pub rejected: u64,
    /// Findings of severity error.
    pub errors: u64,
    /// Findings of severity warning.
    pub warnings: u64,
    /// What was promised.
    pub promised_cents: i128,
    /// What is planned.
    pub planned_cents: i128,
}

/// Renders the page, the runs in the order in which they are given.
#[must_use]
pub fn render(points: &[Point]) -> String {
    let services = services(points);
    let named = services.join(", ");
    let count = |value: fn(&Point) -> u64| -> Vec<i128> { points.iter().map(|point| value(point).into()).collect() };
    let sums = |value: fn(&Point) -> i128| -> Vec<i128> { points.iter().map(value).collect() };
    let counted = [
        (Both("Oordelen die tegenhouden", "Verdicts that stop"), count(|point| point.stopping)),
        (Both("Uitgevallen rijen", "Rejected rows"), count(|point| point.rejected)),
        (Both("Bevindingen: fouten", "Findings: errors"), count(|point| point.errors)),
        (Both("Bevindingen: waarschuwingen", "Findings: warnings"), count(|point| point.warnings)),
    ];
    let ledgers = Both("Toegezegd (doorgetrokken) en gepland (gestreept)", "Promised (solid) and planned (dashed)");
    let body = html! {
        input #dutch type="radio" name="language" checked;
        label for="dutch" lang="nl" { "Nederlands" }
        input #english type="radio" name="language";
        label for="english" lang="en" { "English" }
        div.page {
            h1 { (Both(format!("Verloop van {named}"), format!("Trend of {named}"))) }
            main {
                (table(points, services.len() > 1))
                @for (title, values) in &counted {
                    (figure(*title, points, &[values], parts::count))
                }
                (figure(
                    ledgers,
                    points,
                    &[&sums(|point| point.promised_cents), &sums(|point| point.planned_cents)],
                    parts::money,
                ))
            }
        }
    };
    frame::page("nl", &format!("overdracht: {named}"), &[STYLE], &body)
}

/// Returns the services that are left, each once.
fn services(points: &[Point]) -> Vec<&str> {
    let mut services: Vec<&str> = Vec::new();
    for point in points {
        if !services.contains(&point.service.as_str()) {
            services.push(&point.service);
        }
    }
    services
}

fn table(points: &[Point], tells_service: bool) -> Markup {
    let service = tells_service.then_some(Head::Text("Dienst", "Service"));
    let heads = [
        Head::Text("Gemaakt", "Made"),
        Head::Text("Overgang", "Cut-over"),
        Head::Text("Versie", "Version"),
        Head::Text("Uitkomst", "Verdict"),
        Head::Number("Houdt tegen", "Stop"),
        Head::Number("Uitval", "Rejected"),
        Head::Number("Fouten", "Errors"),
        Head::Number("Waarschuwingen", "Warnings"),
        Head::Number("Toegezegd", "Promised"),
        Head::Number("Gepland", "Planned"),
    ];
    let heads: Vec<Head> = [Head::Text("Run", "Run")].into_iter().chain(service).chain(heads).collect();
    let rows = html! {
        tbody {
            @for point in points {
                tr.bad[!point.proven] {
                    th scope="row" { (point.name) }
                    @if tells_service { td { (point.service) } }
                    td { (point.made_at.as_deref().unwrap_or("–")) }
                    td { (point.cutover) }
                    td { (point.overdracht) }
                    td { (verdict(point)) }
                    @for number in [point.stopping, point.rejected, point.errors, point.warnings] {
                        td.number { (parts::count(number)) }
                    }
                    @for cents in [point.promised_cents, point.planned_cents] { td.number { (parts::money(cents)) } }
                }
            }
        }
    };
    let caption =
        Both("Alle runs, in de volgorde waarin ze zijn genoemd", "All runs, in the order in which they are named");
    parts::table(caption, &heads, &rows)
}

fn verdict(point: &Point) -> Markup {
    html! {
        (parts::cross(!point.proven))
        @if point.proven { (Both("bewezen", "proven")) } @else {
            (Both("niet bewezen", "not proven"))
            @for name in &point.broken { br; (words::proof(name)) }
        }
    }
}

/// How large a chart is, and the room around it.
const WIDTH: i128 = 720;
const HEIGHT: i128 = 180;
const LEFT: i128 = 40;
const TOP: i128 = 24;
const BOTTOM: i128 = 150;

/// Draws one line or two over the runs, from zero.
fn figure(title: Words<'_>, points: &[Point], lines: &[&[i128]], shown: fn(i128) -> String) -> Markup {
    let most = lines.iter().flat_map(|line| line.iter().copied()).max().unwrap_or(0).max(1);
    let steps = i128::try_from(points.len().saturating_sub(1)).unwrap_or(i128::MAX).max(1);
    let x = |place: usize| LEFT + (WIDTH - 2 * LEFT) * i128::try_from(place).unwrap_or_default() / steps;
    let y = |value: i128| BOTTOM - (BOTTOM - TOP) * value.max(0) / most;
    let mut drawn = format!(
        r#"<line x1="{LEFT}" y1="{BOTTOM}" x2="{}" y2="{BOTTOM}"/><line x1="{LEFT}" y1="{TOP}" x2="{}" y2="{TOP}"/>"#,
        WIDTH - LEFT,
        WIDTH - LEFT
    );
    for (line, class) in lines.iter().zip(["one", "other"]) {
        let path: Vec<String> =
            line.iter().enumerate().map(|(place, value)| format!("{},{}", x(place), y(*value))).collect();
        let _ = write!(drawn, r#"<polyline class="{class}" points="{}"/>"#, path.join(" "));
        for (place, value) in line.iter().enumerate() {
            let _ = write!(drawn, r#"<circle class="{class}" cx="{}" cy="{}" r="4"/>"#, x(place), y(*value));
        }
    }
    // Labels that would run into each other are left out; the table has them all.
    let every = points.len().div_ceil(LABELS).max(1);
    let labels = lines.first().into_iter().flat_map(|line| line.iter().enumerate());
    for (place, value) in labels.filter(|(place, _)| place % every == 0 || place + 1 == points.len()) {
        let (x, y) = (x(place), y(*value) - 8);
        let _ = write!(drawn, r#"<text x="{x}" y="{y}" text-anchor="middle">{}</text>"#, shown(*value));
        let _ = write!(
            drawn,
            r#"<text class="quiet" x="{x}" y="{}" text-anchor="middle">{}</text>"#,
            BOTTOM + 20,
            place + 1
        );
    }
    html! {
        figure {
            figcaption { (title) }
            svg.chart viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-label={ (title.0) " / " (title.1) } {
                (PreEscaped(drawn))
            }
        }
    }
}

/// How many runs have a label in a chart.
const LABELS: usize = 10;

#[cfg(test)]
mod tests {
    use super::*;

    fn point(name: &str, stopping: u64) -> Point {
        Point {
            name: name.to_owned(),
            service: "laborijn".to_owned(),
            cutover: "2021-01-01".to_owned(),
            made_at: None,
            overdracht: "0.1.0".to_owned(),
            proven: stopping == 0,
            broken: if stopping == 0 { Vec::new() } else { vec!["continuity".to_owned()] },
            stopping,
            rejected: 0,
            errors: 1,
            warnings: 2,
            promised_cents: 100_000,
            planned_cents: 90_000,
        }
    }

    #[test]
    fn every_run_is_a_row_and_a_point_of_every_line_from_zero_up() {
        let page = render(&[point("week-1", 4), point("week-2", 2), point("<b>", 0)]);
        assert_eq!(page.matches("<svg").count(), 5);
        assert_eq!(page.matches("<circle").count(), 3 * 6);
        assert!(page.contains(r#"<polyline class="one" points="40,24 360,87 680,150"/>"#), "{page}");
        assert!(page.contains("&lt;b&gt;") && !page.contains("<b>") && !page.contains("<script"));
        assert_eq!(page.matches("niet bewezen").count(), 2);
    }

    #[test]
    fn a_page_about_two_services_names_both_and_says_whose_each_run_is() {
        let other = Point { service: "sdoa".to_owned(), ..point("week-2", 0) };
        let page = render(&[point("week-3", 0), other, point("week-1", 0)]);
        assert!(page.contains("Verloop van laborijn, sdoa") && page.contains("overdracht: laborijn, sdoa"), "{page}");
        assert!(page.contains("<td>sdoa</td>") && page.contains("in the order in which they are named"));
        assert!(!render(&[point("week-1", 0)]).contains("<td>laborijn</td>"));
    }

    #[test]
    fn one_run_and_none_can_be_drawn_too() {
        assert!(render(&[point("week-1", 1)]).contains(r#"points="40,24""#));
        assert!(render(&[]).contains("<svg"));
    }
}
