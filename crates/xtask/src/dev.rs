//! The app on the local platform, full of data.

use crate::XtaskError;
use crate::core;
use crate::first_load;
use crate::fresh::unless_fresh;
use crate::npm;
use crate::shell::{cargo, program, root, run, start, target_dir};
use crate::stock;
use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// What `cargo xtask dev` was asked for.
#[derive(Debug, Clone)]
pub struct Options {
    /// Real issues to play.
    pub import: Option<PathBuf>,
    /// Stop when everything is loaded.
    pub load_only: bool,
    /// Throw away earlier data first.
    pub fresh: bool,
    /// Where data is kept.
    pub data: PathBuf,
    /// Port of the frame.
    pub port: u16,
    /// At least so many product events; from [`STOCKED_FROM`] on, beside the usual company, so many records of a large site.
    pub events: Option<u32>,
    /// For measurements: the company beside the large site has done nothing before the last day.
    pub young_company: bool,
}

/// From here on records are packed in bulk instead of delivered as events.
const STOCKED_FROM: u32 = 100_000;

/// Where the loop's bundle of the host goes.
pub(crate) const HOST_BUNDLE: &str = "target/host";

/// Builds everything that runs: WASM, host bundle, page, site.
pub fn build() -> Result<(), XtaskError> {
    npm::setup()?;
    core::build()?;
    build_host()?;
    build_page()?;
    run(cargo().args(["build", "--quiet", "--release", "--package", "activity-site"]))
}

/// Builds what functions run, fast instead of small.
pub fn build_quick() -> Result<(), XtaskError> {
    core::build_quick()?;
    build_host()
}

/// Bundles the host as one `CommonJS` file, quickly; `forge deploy` does it with the official bundler.
pub(crate) fn build_host() -> Result<(), XtaskError> {
    run(program("node", "")
        .args([
            "node_modules/esbuild/bin/esbuild",
            "src/index.ts",
            "--bundle",
            "--platform=node",
            "--format=cjs",
        ])
        .args(["--target=node20", "--log-level=warning", "--sourcemap=linked"])
        .arg(format!("--outfile={HOST_BUNDLE}/index.cjs")))
}

/// Builds the page with Vite.
pub(crate) fn build_page() -> Result<(), XtaskError> {
    let page = root().join("static/admin");
    let inputs = ["src", "index.html", "package-lock.json", "vite.config.mts", "tsconfig.json"]
        .map(|name| page.join(name));
    let inputs: Vec<PathBuf> = inputs
        .into_iter()
        .filter(|path| path.exists())
        .chain([root().join("src/generated/lists.ts")])
        .collect();
    unless_fresh("page", &inputs, &page.join("dist/index.html"), || {
        println!("building the page");
        run(program("node", "static/admin").args([
            "node_modules/vite/bin/vite.js",
            "build",
            "--logLevel",
            "warn",
        ]))?;
        first_load::check(&page.join("dist"))
    })
}

/// Installs, builds and serves; ends when the platform ends.
pub fn dev(options: &Options) -> Result<(), XtaskError> {
    if options.fresh {
        let data = root().join(&options.data);
        if data.exists() {
            fs::remove_dir_all(&data).map_err(|source| XtaskError::File { path: data, source })?;
        }
    }
    build()?;
    let begin = Instant::now();
    let mut stack = Stack::start(options)?;
    if !options.load_only {
        stack.ready()?;
        let seconds = begin.elapsed().as_secs_f32();
        println!("\nThe audit page is at {} after {seconds:.1} s (Ctrl-C stops it)\n", stack.address);
    }
    stack.wait()
}

/// The site and the platform, running. Both end with this value.
pub(crate) struct Stack {
    site: Child,
    platform: Child,
    /// Address of the frame.
    pub(crate) address: String,
}

impl Stack {
    /// Starts the site, waits until it answers, then starts the platform.
    pub(crate) fn start(options: &Options) -> Result<Self, XtaskError> {
        let data = root().join(&options.data);
        fs::create_dir_all(&data).map_err(|source| XtaskError::File { path: data.clone(), source })?;
        let site_port = free_port(options.port.checked_add(10))?;
        let mut site = std::process::Command::new(target_dir().join("release/activity-site"));
        site.arg("serve")
            .args(["--port", &site_port.to_string()])
            .arg("--state")
            .arg(data.join("site"))
            .stdout(Stdio::null());
        let grown = options.events.filter(|events| *events < STOCKED_FROM);
        let stocked = options.events.filter(|events| *events >= STOCKED_FROM);
        if let Some(events) = grown {
            site.args(["--events", &events.to_string()]);
        }
        if options.young_company {
            site.args(["--days", "1", "--events", "300"]);
        }
        if let Some(import) = &options.import {
            let file = fs::canonicalize(import)
                .map_err(|source| XtaskError::File { path: import.clone(), source })?;
            site.arg("--import").arg(file);
        }
        let mut site = start(&mut site)?;
        let assets_port = free_port(options.port.checked_add(1))?;
        let frame_port = free_port(Some(options.port))?;
        if let Err(error) = wait_for_port(site_port, &mut site, "the site", Duration::from_mins(3)) {
            let _ = site.kill();
            return Err(error);
        }
        let mut platform = program("node", "");
        platform.args(["local/serve.mjs", "--app", ".", "--code", HOST_BUNDLE]);
        platform.arg("--data").arg(data.join("platform"));
        platform.args(["--site", &format!("http://127.0.0.1:{site_port}")]);
        platform.args(["--port", &frame_port.to_string(), "--assets-port", &assets_port.to_string()]);
        if let Some(records) = stocked {
            platform.arg("--stock").arg(stock::of(records)?.entries);
        }
        if options.load_only {
            platform.arg("--load-only");
        }
        let platform = start(&mut platform)?;
        Ok(Self { site, platform, address: format!("http://localhost:{frame_port}") })
    }

    /// Starts when everything is loaded.
    pub(crate) fn loaded(options: &Options) -> Result<Self, XtaskError> {
        Self::start(&Options { load_only: true, ..options.clone() })?.wait()?;
        let mut stack = Self::start(options)?;
        stack.ready()?;
        Ok(stack)
    }

    /// Waits until the frame answers; what happened meanwhile may still be loading.
    pub(crate) fn ready(&mut self) -> Result<(), XtaskError> {
        let port = self.address.rsplit(':').next().and_then(|port| port.parse().ok()).unwrap_or_default();
        wait_for_port(port, &mut self.platform, "the platform", Duration::from_mins(10))
    }

    /// Waits until the platform ends.
    fn wait(&mut self) -> Result<(), XtaskError> {
        let status = self.platform.wait().map_err(|error| XtaskError::Wait(error.to_string()))?;
        if status.success() {
            Ok(())
        } else {
            Err(XtaskError::Failed { command: "local/serve.mjs".to_owned(), status })
        }
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        for child in [&mut self.platform, &mut self.site] {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// The wished port when it is free, else any.
fn free_port(wished: Option<u16>) -> Result<u16, XtaskError> {
    let listener = TcpListener::bind(("127.0.0.1", wished.unwrap_or(0)))
        .or_else(|_| TcpListener::bind(("127.0.0.1", 0)));
    let address = listener.and_then(|listener| listener.local_addr());
    address.map(|address| address.port()).map_err(|error| XtaskError::Wait(format!("no free port: {error}")))
}

fn wait_for_port(port: u16, child: &mut Child, name: &str, limit: Duration) -> Result<(), XtaskError> {
    let begin = Instant::now();
    while begin.elapsed() < limit {
        if TcpStream::connect_timeout(&SocketAddr::from(([127, 0, 0, 1], port)), Duration::from_millis(200))
            .is_ok()
        {
            return Ok(());
        }
        if let Ok(Some(status)) = child.try_wait() {
            return Err(XtaskError::Wait(format!(
                "{name} ended ({status}) before it answered on port {port}"
            )));
        }
        sleep(Duration::from_millis(50));
    }
    Err(XtaskError::Wait(format!("{name} did not answer on port {port} within {} seconds", limit.as_secs())))
}
