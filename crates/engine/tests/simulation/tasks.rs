//! Whoever is at work. A task is an ordinary `async` function that gives way before each storage call; who goes on next is
//! drawn, and any task can be dropped where it stands.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

/// What a task is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Writer,
    Packer,
    Reader,
    Retainer,
    Sweeper,
}

struct Task {
    kind: Kind,
    work: Pin<Box<dyn Future<Output = ()>>>,
}

/// Whoever is at work.
#[derive(Default)]
pub(crate) struct Tasks(Vec<Task>);

impl Tasks {
    pub(crate) fn start(&mut self, kind: Kind, work: impl Future<Output = ()> + 'static) {
        self.0.push(Task { kind, work: Box::pin(work) });
    }

    pub(crate) fn count(&self, kind: Kind) -> usize {
        self.0.iter().filter(|task| task.kind == kind).count()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Lets one go on to its next call.
    pub(crate) fn step(&mut self, at: usize) {
        if is_ready(self.0[at].work.as_mut()) {
            self.0.swap_remove(at);
        }
    }

    /// Stops one where it stands.
    pub(crate) fn kill(&mut self, at: usize) {
        self.0.swap_remove(at);
    }
}

fn is_ready(work: Pin<&mut dyn Future<Output = ()>>) -> bool {
    work.poll(&mut Context::from_waker(Waker::noop())).is_ready()
}

/// Gives way once.
pub(crate) fn turn() -> impl Future<Output = ()> {
    let mut given = false;
    std::future::poll_fn(
        move |_| if std::mem::replace(&mut given, true) { Poll::Ready(()) } else { Poll::Pending },
    )
}

/// Does a piece of work from beginning to end, alone.
pub(crate) fn alone<T>(mut between: impl FnMut(), work: impl Future<Output = T>) -> T {
    let mut work = std::pin::pin!(work);
    loop {
        match work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(done) => return done,
            Poll::Pending => between(),
        }
    }
}
