//! The five projects, whose ids and keys are the same for every seed.

use super::staff::{Team, Worker};
use super::workflows::{self, named};
use crate::model::{Named, OwnWorkflow, Project, ProjectKind, Standing, Version, Workflow, World};

struct Blueprint {
    id: &'static str,
    key: &'static str,
    name: &'static str,
    description: &'static str,
    kind: ProjectKind,
    category: (&'static str, &'static str),
    types: &'static [(&'static str, &'static str)],
    components: &'static [&'static str],
    versions: &'static [&'static str],
    workflow: fn() -> Workflow,
    /// Whether bugs have a workflow of their own.
    bugs: bool,
}

const SOFTWARE: &[(&str, &str)] =
    &[("10001", "Task"), ("10002", "Bug"), ("10003", "Story"), ("10004", "Epic")];

const BLUEPRINTS: &[Blueprint] = &[
    Blueprint {
        id: "10000",
        key: "PAY",
        name: "Payments",
        description: "Card and bank payments, refunds, reconciliation",
        kind: ProjectKind::Software,
        category: ("10000", "Product"),
        types: SOFTWARE,
        components: &[
            "Checkout",
            "Card processing",
            "Refunds",
            "Reconciliation",
            "Fraud checks",
            "Ledger",
            "Invoicing",
        ],
        versions: &["4.8.0", "4.8.1", "4.9.0", "4.10.0", "5.0.0"],
        workflow: workflows::development,
        bugs: true,
    },
    Blueprint {
        id: "10001",
        key: "OPS",
        name: "Operations",
        description: "Service desk for customers and staff",
        kind: ProjectKind::ServiceDesk,
        category: ("10001", "Service"),
        types: &[
            ("10010", "Service request"),
            ("10011", "Incident"),
            ("10012", "Problem"),
            ("10013", "Change"),
        ],
        components: &["Accounts", "Network", "Hardware", "Billing questions", "Integrations", "Monitoring"],
        versions: &[],
        workflow: workflows::service,
        bugs: false,
    },
    Blueprint {
        id: "10002",
        key: "WEB",
        name: "Website",
        description: "Shop, account pages and content",
        kind: ProjectKind::Software,
        category: ("10000", "Product"),
        types: SOFTWARE,
        components: &[
            "Search",
            "Product pages",
            "Basket",
            "Account",
            "Content",
            "Accessibility",
            "Analytics",
        ],
        versions: &["2026.31", "2026.33", "2026.35", "2026.37", "2026.39"],
        workflow: workflows::development,
        bugs: true,
    },
    Blueprint {
        id: "10003",
        key: "MOB",
        name: "Mobile",
        description: "The apps for phones and tablets",
        kind: ProjectKind::Software,
        category: ("10000", "Product"),
        types: SOFTWARE,
        components: &["Android", "iOS", "Push messages", "Offline mode", "Sign-in", "Scanner"],
        versions: &["7.2", "7.3", "7.4", "8.0"],
        workflow: workflows::releases,
        bugs: false,
    },
    Blueprint {
        id: "10004",
        key: "HR",
        name: "People",
        description: "Hiring, onboarding, leaving, equipment",
        kind: ProjectKind::Business,
        category: ("10002", "Company"),
        types: &[
            ("10020", "Request"),
            ("10021", "Onboarding"),
            ("10022", "Offboarding"),
            ("10023", "Hiring"),
        ],
        components: &["Contracts", "Equipment", "Training", "Payroll", "Travel"],
        versions: &[],
        workflow: workflows::approvals,
        bugs: false,
    },
];

/// Makes projects and what all projects share.
pub(super) fn found(world: &mut World, workers: &[Worker]) {
    world.priorities = workflows::priorities();
    world.resolutions = workflows::resolutions();
    world.link_types = workflows::link_types();
    for blueprint in BLUEPRINTS {
        world.ids.claim("project", blueprint.id);
        let project = project(world, blueprint, workers);
        world.add_project(project);
    }
}

fn project(world: &mut World, blueprint: &Blueprint, workers: &[Worker]) -> Project {
    let components =
        blueprint.components.iter().map(|name| Named::new(world.ids.next("component"), *name)).collect();
    let released = blueprint.versions.len() / 2;
    let version = |(number, name): (usize, &&str)| Version {
        id: world.ids.next("version"),
        name: (*name).to_owned(),
        released: number < released,
        // What came before the version before last has been put away.
        archived: number.saturating_add(2) <= released && number == 0,
        ..Version::default()
    };
    let versions = blueprint.versions.iter().enumerate().map(version).collect();
    let lead = workers.iter().find(|worker| worker.team == Team::of(blueprint.key));
    Project {
        id: blueprint.id.into(),
        key: blueprint.key.into(),
        name: blueprint.name.into(),
        description: blueprint.description.into(),
        kind: blueprint.kind,
        lead: lead.map(|worker| worker.account_id.clone()),
        category: Some(Named::new(blueprint.category.0, blueprint.category.1)),
        issue_types: named(blueprint.types),
        workflow: (blueprint.workflow)(),
        own_workflows: if blueprint.bugs { vec![bugs()] } else { Vec::new() },
        components,
        versions,
        last_number: 0,
        imported: false,
        standing: Standing::default(),
    }
}

fn bugs() -> OwnWorkflow {
    let bug = SOFTWARE.iter().filter(|row| row.1 == "Bug").map(|row| row.0.to_owned());
    OwnWorkflow { issue_types: bug.collect(), workflow: workflows::bugs() }
}
