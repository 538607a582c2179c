//! The Rust core as WASM: compiled, given its JavaScript side, made small, checked against its size budget.

pub(crate) mod page;

use crate::XtaskError;
use crate::fresh::unless_fresh;
use crate::shell::{cargo, output, program, root, run, target_dir, write};
use base64::Engine as _;
use flate2::{Compression, write::GzEncoder};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};
use wasm_bindgen_cli_support::Bindgen;

/// Where the functions' build of the core goes.
const FOLDER: &str = "src/generated/core";

/// How many bytes the WASM may have when gzipped.
const GZIP_BYTES_MAX: usize = 1_130_000;

/// What the core is compiled for.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Sees to it that the compiler knows [`TARGET`]. rustup reads it from `rust-toolchain.toml`, but not where installing by
/// itself is switched off.
pub(crate) fn ensure_target() -> Result<(), XtaskError> {
    let folder = output(program("rustc", "").args(["--print", "target-libdir", "--target", TARGET]))?;
    if Path::new(folder.trim()).exists() {
        return Ok(());
    }
    println!("installing the Rust target {TARGET}");
    run(program("rustup", "").args(["target", "add", TARGET]))
}

/// How the core is compiled.
struct Compile {
    /// Folder of its own below the target folder: the flags of a WASM build would make cargo rebuild everything else.
    folder: &'static str,
    profile: &'static str,
    feature: &'static str,
    flags: &'static str,
}

const HOST: Compile = Compile {
    folder: "wasm",
    profile: "wasm",
    feature: "host",
    flags: "-C target-feature=+simd128 -C link-arg=-zstack-size=524288",
};

/// Not -O3: it makes fewer bytes of WASM, and a tenth more of them when gzipped, because it puts functions into their callers up to
/// any size. Up to this size the WASM grows by a hundredth, and checking a query takes a twelfth less.
const HOST_LEVEL: &[&str] =
    &["-O1", "--inlining-optimizing", "-aimfs", "12", "-fimfs", "12", "-ocimfs", "12"];

/// For trying something on the local platform: compiled in a fraction of the time, ten times as large and slower.
const QUICK: Compile = Compile { folder: "wasm-quick", profile: "quick", ..HOST };

const LOG: Compile = Compile {
    folder: "wasm-log",
    profile: "log",
    feature: "log",
    flags: "-C target-feature=+simd128 -C link-arg=-zstack-size=1048576",
};

/// Builds the log at hand for measurements, at full speed: `core.js` and `core.wasm` in a folder. Gives the size when gzipped.
pub(crate) fn build_log(folder: &Path) -> Result<usize, XtaskError> {
    let compiled = compile(&LOG)?;
    fs::create_dir_all(folder).map_err(|source| XtaskError::File { path: folder.to_path_buf(), source })?;
    let mut bindgen = Bindgen::new();
    bindgen.input_path(&compiled).out_name("core").typescript(false).remove_producers_section(true);
    bindgen.omit_default_module_path(true);
    bindgen.web(true).map_err(|error| XtaskError::Wasm(error.to_string()))?;
    bindgen.generate(folder).map_err(|error| XtaskError::Wasm(error.to_string()))?;
    let bytes = optimise(&folder.join("core_bg.wasm"), &folder.join("core.wasm"), &["-O3"])?;
    write(&folder.join("package.json"), "{ \"type\": \"module\" }\n")?;
    gzip_bytes(&bytes)
}

/// Builds the core, for Forge functions and for the page's worker.
pub fn build() -> Result<(), XtaskError> {
    build_host()?;
    page::build()
}

/// Builds the core for Forge functions.
///
/// The bytes travel in a generated base64 module: the way that works with every version of the official bundler.
fn build_host() -> Result<(), XtaskError> {
    let compiled = compile(&HOST)?;
    let folder = root().join(FOLDER);
    unless_fresh("core", std::slice::from_ref(&compiled), &folder.join("core.js"), || {
        let bytes = bind(&compiled, &folder, HOST_LEVEL)?;
        names_no_place(&bytes, &compiled)?;
        within_budget(&bytes, GZIP_BYTES_MAX, &compiled)?;
        println!("core: {} bytes of WASM, {} gzipped", bytes.len(), gzip_bytes(&bytes)?);
        Ok(())
    })
}

/// Builds the core for Forge functions and the page's log at hand as fast as can be, without a look at their size; and the page's
/// core, which is quick anyhow.
pub(crate) fn build_quick() -> Result<(), XtaskError> {
    page::build_quick()?;
    let compiled = compile(&QUICK)?;
    let folder = root().join(FOLDER);
    unless_fresh("core", std::slice::from_ref(&compiled), &folder.join("core.js"), || {
        bind(&compiled, &folder, &["-O0"]).map(drop)
    })
}

/// Compiles the core; gives the file.
fn compile(how: &Compile) -> Result<PathBuf, XtaskError> {
    ensure_target()?;
    let target = target_dir().join(how.folder);
    run(cargo()
        .args(["build", "--quiet", "--package", "activity-wasm", "--lib", "--target", TARGET])
        .args(["--profile", how.profile, "--no-default-features", "--features", how.feature])
        .env("CARGO_TARGET_DIR", &target)
        .env("CARGO_ENCODED_RUSTFLAGS", flags(how)?))?;
    Ok(target.join(TARGET).join(how.profile).join("activity_wasm.wasm"))
}

/// What the compiler is told, in cargo's encoding: with names for the places of sources on the machine that builds, which are in
/// the messages of panics. What is shipped says nothing of that machine, and is the same wherever it is built.
fn flags(how: &Compile) -> Result<String, XtaskError> {
    let sysroot = PathBuf::from(output(program("rustc", "").args(["--print", "sysroot"]))?.trim());
    let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo_home = cargo_home.or_else(|| Some(env::home_dir()?.join(".cargo")));
    let places = [
        (Some(root()), "."),
        (Some(sysroot.join("lib/rustlib/src/rust")), "rust"),
        (cargo_home.as_ref().map(|home| home.join("registry/src")), "crates"),
    ];
    let renamed = places.iter().filter_map(|(place, name)| {
        Some(format!("--remap-path-prefix={}={name}", place.as_ref()?.display()))
    });
    Ok(how.flags.split(' ').map(str::to_owned).chain(renamed).collect::<Vec<_>>().join("\u{1f}"))
}

/// Makes a module small and fast; gives its bytes.
fn optimise(from: &Path, to: &Path, options: &[&str]) -> Result<Vec<u8>, XtaskError> {
    run(program("node", "")
        .arg("node_modules/binaryen/bin/wasm-opt")
        .arg(from)
        .args(options)
        .arg("-o")
        .arg(to))?;
    fs::read(to).map_err(|source| XtaskError::File { path: to.to_path_buf(), source })
}

/// Fails when a module is larger than it may be; gives the size when gzipped.
fn within_budget(bytes: &[u8], gzip_bytes_max: usize, path: &Path) -> Result<usize, XtaskError> {
    let gzipped = gzip_bytes(bytes)?;
    if gzipped > gzip_bytes_max {
        let message = format!("{gzipped} bytes gzipped, {gzip_bytes_max} are allowed");
        return Err(XtaskError::Content { path: path.to_path_buf(), message });
    }
    Ok(gzipped)
}

/// Fails when a module names a place of the machine that built it; see [`flags`].
fn names_no_place(bytes: &[u8], path: &Path) -> Result<(), XtaskError> {
    let root = root().display().to_string();
    let places = ["/home/", "/root/", "/Users/", ".cargo/", ".rustup/", root.as_str()];
    let named = |place: &&str| bytes.windows(place.len()).any(|window| window == place.as_bytes());
    match places.into_iter().find(named) {
        None => Ok(()),
        Some(place) => {
            let message = format!("names a place of the machine that built it: {place}");
            Err(XtaskError::Content { path: path.to_path_buf(), message })
        }
    }
}

/// Writes `core.js`, `core.d.ts` and the optimised bytes.
fn bind(compiled: &Path, folder: &Path, options: &[&str]) -> Result<Vec<u8>, XtaskError> {
    let work = target_dir().join("xtask").join("core-work");
    fs::create_dir_all(&work).map_err(|source| XtaskError::File { path: work.clone(), source })?;
    let mut bindgen = Bindgen::new();
    bindgen.input_path(compiled).out_name("core").typescript(true).remove_producers_section(true);
    bindgen.omit_default_module_path(true).reset_state_function(true);
    bindgen.web(true).map_err(|error| XtaskError::Wasm(error.to_string()))?;
    bindgen.generate(&work).map_err(|error| XtaskError::Wasm(error.to_string()))?;

    let optimised = work.join("core.wasm");
    let bytes = optimise(&work.join("core_bg.wasm"), &optimised, options)?;
    for name in ["core.js", "core.d.ts"] {
        let from = work.join(name);
        let text = fs::read(&from).map_err(|source| XtaskError::File { path: from, source })?;
        write(&folder.join(name), text)?;
    }
    let base64 = base64::engine::general_purpose::STANDARD.encode(&bytes);
    write(&folder.join("bytes.js"), format!("export default \"{base64}\";\n"))?;
    write(&folder.join("bytes.d.ts"), "declare const base64: string;\nexport default base64;\n")?;
    write(&folder.join("package.json"), "{ \"type\": \"module\" }\n")?;
    Ok(bytes)
}

pub(crate) fn gzip_bytes(bytes: &[u8]) -> Result<usize, XtaskError> {
    let path = || PathBuf::from("core.wasm");
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes).map_err(|source| XtaskError::File { path: path(), source })?;
    let packed = gzip.finish().map_err(|source| XtaskError::File { path: path(), source })?;
    Ok(packed.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_the_machine_are_found_in_a_module() {
        let path = Path::new("core.wasm");
        assert!(names_no_place(b"\0asm rust/library/core/src/fmt/mod.rs", path).is_ok());
        let homes = ["home", "root", "Users"].map(|top| format!("/{top}/me/x.rs"));
        let tools = [".cargo", ".rustup"].map(|tool| format!("C:\\me\\{tool}/x.rs"));
        for place in homes.into_iter().chain(tools) {
            assert!(names_no_place(place.as_bytes(), path).is_err(), "{place}");
        }
        let root = format!("{}/crates/jql/src/lib.rs", root().display());
        assert!(names_no_place(root.as_bytes(), path).is_err());
    }

    #[test]
    fn the_compiler_gives_places_other_names() {
        let flags = flags(&HOST).unwrap();
        let parts: Vec<&str> = flags.split('\u{1f}').collect();
        assert_eq!(parts.first(), Some(&"-C"));
        assert!(parts.contains(&format!("--remap-path-prefix={}=.", root().display()).as_str()));
        assert_eq!(parts.iter().filter(|part| part.starts_with("--remap-path-prefix=")).count(), 3);
    }
}
