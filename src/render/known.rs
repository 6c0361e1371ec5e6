//! Whether the theme that a site names is there.

use std::collections::BTreeSet;

use crate::config::{Config, THEME};
use crate::fold::nearest;
use crate::report::rules;
use crate::report::{Finding, Report};
use crate::source::Root;

/// Tells of a theme that neither the site nor the program has.
pub(crate) fn known(root: &Root, config: &Config, report: &mut Report) {
    let name = &config.site.theme;
    if name == THEME || root.exists(&format!("themes/{name}")) {
        return;
    }
    let files = root.list("themes", &[]);
    let own = files.iter().filter_map(|path| path.split('/').nth(1));
    let all: BTreeSet<&str> = own.chain([THEME]).collect();
    let near = nearest(name, all.iter().copied(), 1);
    let all = all.into_iter().collect::<Vec<_>>().join(", ");
    report.add(
        Finding::new(
            &rules::BAD_CONFIG,
            config.site.theme_span,
            format!("No hay ningún tema «{name}»: ni la carpeta themes/{name} del sitio, ni uno del programa."),
            format!("There is no theme “{name}”: neither the folder themes/{name} of the site nor one of the program."),
        )
        .suggest(&near)
        .or_hint(format!("Los temas son: {all}."), format!("The themes are: {all}.")),
    );
}
