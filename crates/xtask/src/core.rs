//! The Rust core as WASM: compiled, given its JavaScript side, made small, checked against its size budget.

use crate::XtaskError;
use crate::fresh::unless_fresh;
use crate::shell::{cargo, program, root, run, target_dir, write};
use base64::Engine as _;
use flate2::{Compression, write::GzEncoder};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

/// One of the two builds of the core.
struct Flavour {
    /// Feature of the `wasm` crate.
    feature: &'static str,
    /// Folder of the generated files.
    folder: &'static str,
    /// How many bytes the WASM may have when gzipped.
    gzip_bytes_max: usize,
    /// Whether the bytes travel in a JavaScript module (functions) or as a file (page).
    embedded: bool,
}

const FLAVOURS: [Flavour; 2] = [
    // Everything, for functions. The base64 module works with every version of the official bundler.
    Flavour { feature: "host", folder: "src/generated/core", gzip_bytes_max: 600_000, embedded: true },
    // Checking a query while it is typed, for the page's worker.
    Flavour { feature: "page", folder: "static/admin/src/engine/core", gzip_bytes_max: 400_000, embedded: false },
];

/// Builds both flavours of the core.
pub fn build() -> Result<(), XtaskError> {
    FLAVOURS.iter().try_for_each(build_flavour)
}

fn build_flavour(flavour: &Flavour) -> Result<(), XtaskError> {
    // A target folder of its own: the flags of a WASM build would make cargo rebuild everything else.
    let target = target_dir().join(format!("wasm-{}", flavour.feature));
    run(cargo()
        .args(["build", "--quiet", "--package", "activity-wasm", "--lib", "--target", "wasm32-unknown-unknown", "--profile", "wasm"])
        .args(["--no-default-features", "--features", flavour.feature])
        .env("CARGO_TARGET_DIR", &target)
        .env("RUSTFLAGS", "-C target-feature=+simd128"))?;
    let compiled = target.join("wasm32-unknown-unknown/wasm/activity_wasm.wasm");
    let folder = root().join(flavour.folder);
    unless_fresh(&format!("core-{}", flavour.feature), std::slice::from_ref(&compiled), &folder.join("core.js"), || {
        let bytes = bind(flavour, &compiled, &folder)?;
        println!("core for {}: {} bytes of WASM, {} gzipped", flavour.feature, bytes.len(), gzip_bytes(&bytes)?);
        Ok(())
    })
}

/// Writes `core.js`, `core.d.ts` and the optimised bytes.
fn bind(flavour: &Flavour, compiled: &Path, folder: &Path) -> Result<Vec<u8>, XtaskError> {
    let work = target_dir().join("xtask").join(format!("core-{}-work", flavour.feature));
    fs::create_dir_all(&work).map_err(|source| XtaskError::File { path: work.clone(), source })?;
    let mut bindgen = Bindgen::new();
    bindgen.input_path(compiled).out_name("core").typescript(true).remove_producers_section(true);
    bindgen.omit_default_module_path(true).reset_state_function(true);
    bindgen.web(true).map_err(|error| XtaskError::Wasm(error.to_string()))?;
    bindgen.generate(&work).map_err(|error| XtaskError::Wasm(error.to_string()))?;

    let optimised = work.join("core.wasm");
    run(program("node", "")
        .arg("node_modules/binaryen/bin/wasm-opt")
        .arg(work.join("core_bg.wasm"))
        .args(["-O3", "-o"])
        .arg(&optimised))?;
    let bytes = fs::read(&optimised).map_err(|source| XtaskError::File { path: optimised.clone(), source })?;
    let gzipped = gzip_bytes(&bytes)?;
    if gzipped > flavour.gzip_bytes_max {
        let message = format!("{gzipped} bytes gzipped, {} are allowed", flavour.gzip_bytes_max);
        return Err(XtaskError::Content { path: optimised, message });
    }
    for name in ["core.js", "core.d.ts"] {
        let from = work.join(name);
        let text = fs::read(&from).map_err(|source| XtaskError::File { path: from, source })?;
        write(&folder.join(name), text)?;
    }
    if flavour.embedded {
        let base64 = base64::engine::general_purpose::STANDARD.encode(&bytes);
        write(&folder.join("bytes.js"), format!("export default \"{base64}\";\n"))?;
        write(&folder.join("bytes.d.ts"), "declare const base64: string;\nexport default base64;\n")?;
    } else {
        write(&folder.join("core.wasm"), &bytes)?;
    }
    Ok(bytes)
}

fn gzip_bytes(bytes: &[u8]) -> Result<usize, XtaskError> {
    let path = || PathBuf::from("core.wasm");
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes).map_err(|source| XtaskError::File { path: path(), source })?;
    let packed = gzip.finish().map_err(|source| XtaskError::File { path: path(), source })?;
    Ok(packed.len())
}
