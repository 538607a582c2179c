//! The core for the page's worker, as two modules: `check` and `complete` in a small one that is there while a query is typed, and
//! the log at hand. Each as WASM and as plain JavaScript.
//!
//! Where a browser or a content security policy refuses WASM, the worker loads the same Rust as JavaScript.

use super::{Compile, compile, gzip_bytes, names_no_place, optimise, within_budget};
use crate::XtaskError;
use crate::fresh::unless_fresh;
use crate::shell::{program, read, root, run, target_dir, write};
use std::fs;
use std::path::Path;
use wasm_bindgen_cli_support::Bindgen;

/// A module of the page's worker.
struct Module {
    /// What it is called in messages, and the name of its files.
    name: &'static str,
    /// Where it goes.
    folder: &'static str,
    /// How many bytes the WASM may have when gzipped.
    gzip_bytes_max: usize,
    compile: Compile,
    /// How WASM is made small and fast, and how plain JavaScript is; empty when there is none.
    levels: [&'static [&'static str]; 2],
    /// What is exported, and how it is declared.
    exports: &'static str,
    declared: &'static str,
}

const CORE: Module = Module {
    name: "core",
    folder: "static/admin/src/generated/core",
    gzip_bytes_max: 148_000,
    compile: Compile {
        folder: "wasm-page",
        profile: "page",
        feature: "page",
        // No vectors, references and functions with several results: plain JavaScript has none.
        flags: "-C target-feature=-reference-types,-multivalue -C link-arg=-zstack-size=524288",
    },
    // Not -Oz: it makes fewer bytes of WASM, and seven percent more of them when gzipped.
    levels: [&["-O1"], &["-Oz"]],
    exports: "check, complete, clauses, edit",
    declared: "/** `CheckRequest` without tables in, `CheckAnswer` out, in the envelope of every answer. */
export function check(request: string): string;
/** `CompleteRequest` in, `CompleteAnswer` out, in the envelope of every answer. */
export function complete(request: string): string;
/** `ClausesRequest` in, `ClausesAnswer` out, in the envelope of every answer. */
export function clauses(request: string): string;
/** `EditRequest` in, `EditAnswer` out, in the envelope of every answer. */
export function edit(request: string): string;
",
};

/// A function that is used once is not put into its caller when it is large: browsers do not compile functions of any size, but interpret
/// the largest ones.
const SMALL_FUNCTIONS: &[&str] = &["-O3", "--one-caller-inline-max-function-size", "120"];

const LOG: Module = Module {
    name: "log",
    folder: "static/admin/src/generated/log",
    gzip_bytes_max: 642_000,
    compile: Compile {
        folder: "wasm-page",
        profile: "log",
        feature: "log",
        flags: "-C target-feature=-reference-types,-multivalue -C link-arg=-zstack-size=1048576",
    },
    levels: [SMALL_FUNCTIONS, SMALL_FUNCTIONS],
    exports: "Log",
    declared: "/** The log at hand. Answers are in the envelope of every answer; so are problems, and nothing when there is none. */
export class Log {
  /** Takes in what the catalogue lists: `Listing`. */
  list(listing: string): string | undefined;
  /** Replaces what waits to be packed: `Event[]`. */
  tail(events: string): string | undefined;
  /** Takes in the value under a key; nothing when the store does not have it. Tells whether the catalogue is to be asked again. */
  addValue(key: string, text?: string): boolean;
  /** Number of records. */
  rows(): number;
  /** `AskRequest` in, `AskAnswer` out. */
  ask(request: string): string;
}
",
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

const KEEP_NAMES: &[&str] = &["--debuginfo"];

/// Loads the bytes. The module that wasm-bindgen writes is in `glue_bg.js`; it holds the instance.
const LOADER: &str = r#"import * as glue from "./glue_bg.js";

/** Makes the core from its bytes. Synchronous; throws where WASM is refused. */
export function init(bytesOrModule) {
  const module = bytesOrModule instanceof WebAssembly.Module ? bytesOrModule : new WebAssembly.Module(bytesOrModule);
  const { exports } = new WebAssembly.Instance(module, { "./glue_bg.js": glue });
  glue.__wbg_set_wasm(exports);
}

"#;

const LOADER_INIT: &str = "/** Makes the core from its bytes. Synchronous; throws where WASM is refused. */
export function init(bytesOrModule: BufferSource | WebAssembly.Module): void;
";

const PLAIN_INIT: &str = "/** Makes the core. Synchronous. */
export function init(): void;
";

const PLAIN: &str = r#"import * as glue from "./glue_bg.js";
import * as exports from "./plain_core.js";

/** Makes the core. Synchronous. */
export function init() {
  glue.__wbg_set_wasm(exports);
}

"#;

/// Stands where there is no plain JavaScript.
const NO_PLAIN: &str = r#"throw new Error("a quick build has no plain JavaScript");
"#;

/// Builds the core for the page's worker.
pub(super) fn build() -> Result<(), XtaskError> {
    [CORE, LOG].iter().try_for_each(build_module)
}

/// Builds both, the log at hand as fast as can be: without a look at its size, and not as plain JavaScript.
pub(super) fn build_quick() -> Result<(), XtaskError> {
    build_module(&CORE)?;
    let compile = Compile { folder: "wasm-quick-page", profile: "quick", ..LOG.compile };
    build_module(&Module { gzip_bytes_max: usize::MAX, compile, levels: [&["-O0"], &[]], ..LOG })
}

/// The small module, built where that is needed.
pub(crate) fn shipped() -> Result<Vec<u8>, XtaskError> {
    build_module(&CORE)?;
    let path = root().join(CORE.folder).join("core.wasm");
    fs::read(&path).map_err(|source| XtaskError::File { path, source })
}

/// The small module with the names of its functions, for measurements: made like the one that is shipped, in every other way.
pub(crate) fn with_names() -> Result<Vec<u8>, XtaskError> {
    let compiled = compile(&CORE.compile)?;
    let work = target_dir().join("xtask").join("page-core-named");
    fs::create_dir_all(&work).map_err(|source| XtaskError::File { path: work.clone(), source })?;
    bind(&compiled, &work, KEEP_NAMES)?;
    let [level, _] = CORE.levels;
    let options = [FEATURES, KEEP_NAMES, level].concat();
    optimise(&work.join("glue_bg.wasm"), &work.join("core.wasm"), &options)
}

fn build_module(module: &Module) -> Result<(), XtaskError> {
    let compiled = compile(&module.compile)?;
    let (name, folder) = (module.name, root().join(module.folder));
    let inputs = [compiled.clone(), root().join("crates/xtask/src/core/page.rs")];
    unless_fresh(&format!("page-{name}"), &inputs, &folder.join("core.js"), || {
        let work = target_dir().join("xtask").join(format!("page-{name}-work"));
        fs::create_dir_all(&work).map_err(|source| XtaskError::File { path: work.clone(), source })?;
        bind(&compiled, &work, &[])?;
        let [level, plain_level] = module.levels;
        let bytes =
            optimise(&work.join("glue_bg.wasm"), &work.join("core.wasm"), &[FEATURES, level].concat())?;
        names_no_place(&bytes, &work.join("core.wasm"))?;
        let gzipped = within_budget(&bytes, module.gzip_bytes_max, &work.join("core.wasm"));
        println!("page {name}: {} bytes of WASM, {} gzipped", bytes.len(), gzip_bytes(&bytes)?);
        gzipped?;
        let plain = if plain_level.is_empty() { NO_PLAIN.to_owned() } else { plain(&work, plain_level)? };
        let plain_gzipped = gzip_bytes(plain.as_bytes())?;
        println!("page {name}: {} bytes of plain JavaScript, {plain_gzipped} gzipped", plain.len());
        let exports = format!("export const {{ {} }} = glue;\n", module.exports);
        write(&folder.join("core.wasm"), bytes)?;
        write(&folder.join("glue_bg.js"), glue(&work)?)?;
        write(&folder.join("plain_core.js"), plain)?;
        write(&folder.join("plain.js"), format!("{PLAIN}{exports}"))?;
        write(&folder.join("plain.d.ts"), format!("{PLAIN_INIT}{}", module.declared))?;
        write(&folder.join("core.d.ts"), format!("{LOADER_INIT}{}", module.declared))?;
        write(&folder.join("package.json"), "{ \"type\": \"module\" }\n")?;
        write(&folder.join("core.js"), format!("{LOADER}{exports}"))
    })
}

/// Writes `glue_bg.js` and `glue_bg.wasm`, which has names of functions only when it is told to keep them.
fn bind(compiled: &Path, work: &Path, names: &[&str]) -> Result<(), XtaskError> {
    // The standard library, which comes compiled, says that it was allowed references; there are none in it.
    let stripped = work.join("stripped.wasm");
    optimise(compiled, &stripped, &[FEATURES, names, &["--strip-target-features"]].concat())?;
    let mut bindgen = Bindgen::new();
    bindgen.input_path(stripped).out_name("glue").typescript(false).remove_producers_section(true);
    bindgen.remove_name_section(names.is_empty());
    bindgen.bundler(true).map_err(|error| XtaskError::Wasm(error.to_string()))?;
    bindgen.generate(work).map_err(|error| XtaskError::Wasm(error.to_string()))
}

/// The module that wasm-bindgen writes, for both kinds of memory.
///
/// Memory that grows is a new buffer. The old one of WASM is empty and detached then, which the module looks for; the old one of plain
/// JavaScript stays as it was.
fn glue(work: &Path) -> Result<String, XtaskError> {
    let path = work.join("glue_bg.js");
    replace(&path, GONE)?;
    read(&path)
}

/// Writes other words in a generated file; fails when it does not have those that are expected.
fn replace(path: &Path, words: &[(&str, &str)]) -> Result<(), XtaskError> {
    let mut text = read(path)?;
    for (looks_for, instead) in words {
        if !text.contains(looks_for) {
            let message = format!("is generated in a new way; it does not have: {looks_for}");
            return Err(XtaskError::Content { path: path.to_path_buf(), message });
        }
        text = text.replace(looks_for, instead);
    }
    write(path, text)
}

/// How the module sees that memory grew, and what holds for both kinds of memory.
const GONE: &[(&str, &str)] = &[
    (".byteLength === 0", ".buffer !== wasm.memory.buffer"),
    (
        "cachedDataViewMemory0.buffer.detached === true || (cachedDataViewMemory0.buffer.detached === undefined && cachedDataViewMemory0.buffer !== wasm.memory.buffer)",
        "cachedDataViewMemory0.buffer !== wasm.memory.buffer",
    ),
];

/// Memory of plain JavaScript is copied whole when it grows, which it does by a few pages at a time. With room for half as much again it
/// is copied a few times in all.
const GROWTH: &[(&str, &str)] = &[
    ("var buffer = new ArrayBuffer(", "var pages = 0; var buffer = new ArrayBuffer("),
    ("return buffer.byteLength >> 16;", "return pages || buffer.byteLength >> 16;"),
    (
        "var newBuffer = new ArrayBuffer(newPages << 16);",
        "if (newPages * 65536 <= buffer.byteLength) { pages = newPages; return oldPages; } \
         var newBuffer = new ArrayBuffer(Math.max(newPages, Math.min(newPages + (newPages >> 1), 32767)) * 65536); pages = newPages;",
    ),
];

/// The WASM as JavaScript.
fn plain(work: &Path, level: &[&str]) -> Result<String, XtaskError> {
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
        .args(level)
        .arg("-o")
        .arg(&target))?;
    replace(&target, GROWTH)?;
    let minified = work.join("plain_core.js");
    run(program("node", "")
        .arg("node_modules/esbuild/bin/esbuild")
        .arg(&target)
        .args(["--minify", "--format=esm", "--log-level=warning"])
        .arg(format!("--outfile={}", minified.display())))?;
    read(&minified)
}
