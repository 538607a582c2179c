//! The core for the page's worker: `check` and `complete` in a small module, as WASM and as plain JavaScript.
//!
//! Where a browser or a content security policy refuses WASM, the worker loads the same Rust as JavaScript.

use super::{Compile, compile, gzip_bytes, optimise, within_budget};
use crate::XtaskError;
use crate::fresh::unless_fresh;
use crate::shell::{program, read, root, run, target_dir, write};
use std::fs;
use std::path::Path;
use wasm_bindgen_cli_support::Bindgen;

/// Where the page's build of the core goes.
const FOLDER: &str = "static/admin/src/generated/core";

/// How many bytes the WASM may have when gzipped.
const GZIP_BYTES_MAX: usize = 150_000;

const COMPILE: Compile = Compile {
    folder: "wasm-page",
    profile: "page",
    feature: "page",
    // No vectors, references and functions with several results: plain JavaScript has none.
    flags: "-C target-feature=-reference-types,-multivalue -C link-arg=-zstack-size=524288",
};

/// What the compiled module may hold beyond the first version of WASM.
const FEATURES: &[&str] = &[
    "--mvp-features",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
];

/// Loads the bytes. The module that wasm-bindgen writes is in `glue_bg.js`; it holds the instance.
const LOADER: &str = r#"import * as glue from "./glue_bg.js";

/** Makes the core from its bytes. Synchronous; throws where WASM is refused. */
export function init(bytesOrModule) {
  const module = bytesOrModule instanceof WebAssembly.Module ? bytesOrModule : new WebAssembly.Module(bytesOrModule);
  const { exports } = new WebAssembly.Instance(module, { "./glue_bg.js": glue });
  glue.__wbg_set_wasm(exports);
}

export const { check, complete, clauses, edit } = glue;
"#;

const LOADER_INIT: &str = "/** Makes the core from its bytes. Synchronous; throws where WASM is refused. */
export function init(bytesOrModule: BufferSource | WebAssembly.Module): void;
";

const PLAIN_INIT: &str = "/** Makes the core. Synchronous. */
export function init(): void;
";

const VERBS: &str =
    "/** `CheckRequest` without tables in, `CheckAnswer` out, in the envelope of every answer. */
export function check(request: string): string;
/** `CompleteRequest` in, `CompleteAnswer` out, in the envelope of every answer. */
export function complete(request: string): string;
/** `ClausesRequest` in, `ClausesAnswer` out, in the envelope of every answer. */
export function clauses(request: string): string;
/** `EditRequest` in, `EditAnswer` out, in the envelope of every answer. */
export function edit(request: string): string;
";

const PLAIN: &str = r#"import * as glue from "./glue_bg.js";
import * as exports from "./plain_core.js";

/** Makes the core. Synchronous. */
export function init() {
  glue.__wbg_set_wasm(exports);
}

export const { check, complete, clauses, edit } = glue;
"#;

/// Builds the core for the page's worker.
pub(super) fn build() -> Result<(), XtaskError> {
    let compiled = compile(&COMPILE)?;
    let folder = root().join(FOLDER);
    let inputs = [compiled.clone(), root().join("crates/xtask/src/core/page.rs")];
    unless_fresh("page-core", &inputs, &folder.join("core.js"), || {
        let work = target_dir().join("xtask").join("page-core-work");
        fs::create_dir_all(&work).map_err(|source| XtaskError::File { path: work.clone(), source })?;
        bind(&compiled, &work)?;
        // Not -Oz: it makes fewer bytes of WASM, and seven percent more of them when gzipped.
        let bytes =
            optimise(&work.join("glue_bg.wasm"), &work.join("core.wasm"), &[FEATURES, &["-O1"]].concat())?;
        let gzipped = within_budget(&bytes, GZIP_BYTES_MAX, &work.join("core.wasm"));
        println!("page core: {} bytes of WASM, {} gzipped", bytes.len(), gzip_bytes(&bytes)?);
        gzipped?;
        let plain = plain(&work)?;
        println!(
            "page core: {} bytes of plain JavaScript, {} gzipped",
            plain.len(),
            gzip_bytes(plain.as_bytes())?
        );
        write(&folder.join("core.wasm"), bytes)?;
        write(&folder.join("glue_bg.js"), glue(&work)?)?;
        write(&folder.join("plain_core.js"), plain)?;
        write(&folder.join("plain.js"), PLAIN)?;
        write(&folder.join("plain.d.ts"), format!("{PLAIN_INIT}{VERBS}"))?;
        write(&folder.join("core.d.ts"), format!("{LOADER_INIT}{VERBS}"))?;
        write(&folder.join("package.json"), "{ \"type\": \"module\" }\n")?;
        write(&folder.join("core.js"), LOADER)
    })
}

/// Writes `glue_bg.js` and `glue_bg.wasm`.
fn bind(compiled: &Path, work: &Path) -> Result<(), XtaskError> {
    // The standard library, which comes compiled, says that it was allowed references; there are none in it.
    let stripped = work.join("stripped.wasm");
    optimise(compiled, &stripped, &[FEATURES, &["--strip-target-features"]].concat())?;
    let mut bindgen = Bindgen::new();
    bindgen.input_path(stripped).out_name("glue").typescript(false).remove_producers_section(true);
    bindgen.remove_name_section(true);
    bindgen.bundler(true).map_err(|error| XtaskError::Wasm(error.to_string()))?;
    bindgen.generate(work).map_err(|error| XtaskError::Wasm(error.to_string()))
}

/// The module that wasm-bindgen writes, for both kinds of memory.
///
/// Memory that grows is a new buffer. The old one of WASM is empty then, which the module looks for; the old one of plain
/// JavaScript stays as it was.
fn glue(work: &Path) -> Result<String, XtaskError> {
    let path = work.join("glue_bg.js");
    let text = read(&path)?;
    let glue = text.replace(".byteLength === 0", ".buffer !== wasm.memory.buffer");
    if glue == text {
        let message =
            "looks for buffers that are gone in a new way; how does it see that memory grew?".to_owned();
        return Err(XtaskError::Content { path, message });
    }
    Ok(glue)
}

/// The WASM as JavaScript.
fn plain(work: &Path) -> Result<String, XtaskError> {
    // What JavaScript has no word for is written in words of the first version of WASM.
    let lowered = work.join("lowered.wasm");
    let lowering =
        ["--llvm-nontrapping-fptoint-lowering", "--signext-lowering", "--llvm-memory-copy-fill-lowering"];
    optimise(&work.join("core.wasm"), &lowered, &[FEATURES, &lowering].concat())?;
    let target = work.join("lowered.js");
    run(program("node", "")
        .arg("node_modules/binaryen/bin/wasm2js")
        .arg(&lowered)
        .args(FEATURES)
        .args(["-Oz", "-o"])
        .arg(&target))?;
    let minified = work.join("plain_core.js");
    run(program("node", "")
        .arg("node_modules/esbuild/bin/esbuild")
        .arg(&target)
        .args(["--minify", "--format=esm", "--log-level=warning"])
        .arg(format!("--outfile={}", minified.display())))?;
    read(&minified)
}
