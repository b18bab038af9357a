//! Files: embedded, at addresses that change with them, light, and fetching nothing from elsewhere.

use pages::asset;

#[test]
fn a_file_is_found_at_its_address_only() {
    for asset in asset::all() {
        assert_eq!(asset::href(asset.name), asset.path);
        assert_eq!(asset::by_path(&asset.path).unwrap().name, asset.name);
        let stem = asset.path.strip_prefix("/assets/").unwrap().rsplit_once('.').unwrap().0;
        let digest = stem.rsplit_once('-').unwrap().1;
        assert!(digest.len() == 12 && digest.bytes().all(|byte| byte.is_ascii_hexdigit()), "{}", asset.path);
    }
    assert!(asset::by_path("/assets/suiji.css").is_none());
    assert_eq!(asset::href("nothing.css"), "nothing.css");
}

#[test]
fn styles_and_scripts_are_light() {
    let size = |name| asset::by_path(asset::href(name)).unwrap().bytes.len();
    assert!(size("suiji.css") < 30_500, "{}", size("suiji.css"));
    assert!(size("boards.css") < 8_000 && size("portal.css") < 6_000 && size("print.css") < 4_000);
    for script in asset::all().iter().filter(|asset| asset.name.ends_with(".js")) {
        assert!(script.bytes.len() < 3_000, "{}: {}", script.name, script.bytes.len());
    }
}

#[test]
fn no_file_and_no_page_fetches_from_elsewhere() {
    for asset in asset::all() {
        let text = std::str::from_utf8(&asset.bytes).unwrap().replace("http://www.w3.org/2000/svg", "");
        assert!(
            !text.contains("//www") && !text.contains("http") && !text.contains("@import"),
            "{}",
            asset.name
        );
        assert!(!text.contains("url("), "{}", asset.name);
    }
    for html in
        [pages::styleguide(), pages::styleguide_public(), pages::styleguide_print()].map(Result::unwrap)
    {
        for kind in ["src=\"", "<link rel=\"stylesheet\" href=\""] {
            let addresses = html.split(kind).skip(1).map(|rest| rest.split('"').next().unwrap());
            assert!(addresses.clone().count() > 0);
            assert!(addresses.clone().all(|address| address.starts_with("/assets/")), "{kind}");
        }
    }
}

#[test]
fn the_denser_style_keeps_what_means_something() {
    let css = std::str::from_utf8(&asset::by_path(asset::href("suiji.css")).unwrap().bytes).unwrap();
    assert!(!css.contains("/*") && !css.contains('\n'));
    assert_eq!(css.matches('{').count(), css.matches('}').count());
    assert!(
        css.contains("calc(50% - 620px)") && css.contains(".grid :is(th, td)")
            || css.contains(".grid :is(th,td)")
    );
}
