//! Writes the style guide and the files it links below a directory: `cargo run -p suiji-pages --example styleguide -- DIR`.

use std::{error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let directory = std::env::args().nth(1).ok_or("a directory is needed")?;
    let root = Path::new(&directory);
    fs::create_dir_all(root.join("assets"))?;
    for asset in pages::asset::all() {
        fs::write(root.join(asset.path.trim_start_matches('/')), &asset.bytes)?;
    }
    fs::write(root.join("index.html"), pages::styleguide()?)?;
    fs::write(root.join("public.html"), pages::styleguide_public()?)?;
    fs::write(root.join("print.html"), pages::styleguide_print()?)?;
    Ok(())
}
