//! Everything in one place, with look-ups by id and key.

use super::{
    Assets, Group, Ids, Issue, LinkType, Named, Organization, Person, Project, ProjectState, Setup, Space,
    Wiki,
};
use std::collections::HashMap;

/// Everything that is in Jira and Confluence.
#[derive(Debug, Default)]
pub struct World {
    /// The tenant.
    pub cloud_id: String,
    /// Address of the products, as it stands in `self` links.
    pub base_url: String,
    /// Accounts, in a stable order.
    pub people: Vec<Person>,
    /// Groups.
    pub groups: Vec<Group>,
    /// Customers' organizations.
    pub organizations: Vec<Organization>,
    /// Spaces.
    pub spaces: Vec<Space>,
    /// What is in the spaces, and the audit log of Confluence.
    pub wiki: Wiki,
    /// Assets of the service desk.
    pub assets: Assets,
    /// Projects.
    pub projects: Vec<Project>,
    /// Priorities, highest first.
    pub priorities: Vec<Named>,
    /// Resolutions.
    pub resolutions: Vec<Named>,
    /// Kinds of links.
    pub link_types: Vec<LinkType>,
    /// Ids that are taken.
    pub ids: Ids,
    /// How Jira is set up.
    pub setup: Setup,
    issues: Vec<Issue>,
    issues_by_id: HashMap<String, usize>,
    /// Also holds the keys issues had before they moved.
    issues_by_key: HashMap<String, usize>,
    people_by_id: HashMap<String, usize>,
    projects_by_key: HashMap<String, usize>,
}

impl World {
    /// The person with this account id.
    pub fn person(&self, account_id: &str) -> Option<&Person> {
        self.people.get(*self.people_by_id.get(account_id)?)
    }

    /// The name shown for an account, where it is known.
    pub fn display_name(&self, account_id: &str) -> Option<String> {
        self.person(account_id).map(|person| person.display_name.clone())
    }

    /// Adds somebody; an account that is there already stays as it is.
    pub fn add_person(&mut self, person: Person) {
        if !self.people_by_id.contains_key(&person.account_id) {
            self.people_by_id.insert(person.account_id.clone(), self.people.len());
            self.people.push(person);
        }
    }

    /// The person with this account id, to change it.
    pub fn person_mut(&mut self, account_id: &str) -> Option<&mut Person> {
        self.people.get_mut(*self.people_by_id.get(account_id)?)
    }

    /// Lets somebody leave the company.
    pub fn leave(&mut self, account_id: &str) {
        if let Some(person) = self.person_mut(account_id) {
            person.active = false;
        }
    }

    /// The project with this key.
    pub fn project(&self, key: &str) -> Option<&Project> {
        self.projects.get(*self.projects_by_key.get(key)?)
    }

    /// The project with this key, to change it.
    pub fn project_mut(&mut self, key: &str) -> Option<&mut Project> {
        self.projects.get_mut(*self.projects_by_key.get(key)?)
    }

    /// The project with this id or key.
    pub fn find_project(&self, id_or_key: &str) -> Option<&Project> {
        self.project(id_or_key).or_else(|| self.projects.iter().find(|project| project.id == id_or_key))
    }

    /// Adds a project.
    pub fn add_project(&mut self, project: Project) {
        self.projects_by_key.insert(project.key.clone(), self.projects.len());
        self.projects.push(project);
    }

    /// Removes a project and deletes its issues.
    pub fn remove_project(&mut self, key: &str) {
        self.projects.retain(|project| project.key != key);
        let places = self.projects.iter().enumerate();
        self.projects_by_key = places.map(|(place, project)| (project.key.clone(), place)).collect();
        for issue in self.issues.iter_mut().filter(|issue| issue.project == key) {
            issue.deleted = true;
        }
    }

    /// Whether a project is in the trash, with everything in it.
    fn is_in_trash(&self, key: &str) -> bool {
        self.project(key).is_some_and(|project| project.standing.state == ProjectState::Trashed)
    }

    /// The space with this key.
    pub fn space(&self, key: &str) -> Option<&Space> {
        self.spaces.iter().find(|space| space.key == key)
    }

    /// All issues that were not deleted, oldest first.
    pub fn issues(&self) -> impl DoubleEndedIterator<Item = &Issue> {
        self.issues.iter().filter(|issue| !issue.deleted && !self.is_in_trash(&issue.project))
    }

    /// Where the issue with this id or key stands; none when it was deleted, or
    /// its project is in the trash.
    pub fn find_issue(&self, id_or_key: &str) -> Option<usize> {
        let index =
            self.issues_by_key.get(id_or_key).or_else(|| self.issues_by_id.get(id_or_key)).copied()?;
        self.issues
            .get(index)
            .filter(|issue| !issue.deleted && !self.is_in_trash(&issue.project))
            .map(|_| index)
    }

    /// The issue at a place that [`World::find_issue`] or [`World::add_issue`] gave, deleted or not.
    pub fn issue(&self, index: usize) -> Option<&Issue> {
        self.issues.get(index)
    }

    /// The issue at a place, to change it.
    pub fn issue_mut(&mut self, index: usize) -> Option<&mut Issue> {
        self.issues.get_mut(index)
    }

    /// Adds an issue.
    pub fn add_issue(&mut self, issue: Issue) -> usize {
        let index = self.issues.len();
        self.issues_by_id.insert(issue.id.clone(), index);
        self.issues_by_key.insert(issue.key.clone(), index);
        self.issues.push(issue);
        index
    }

    /// Makes an issue known under one more key.
    pub fn add_key(&mut self, key: &str, index: usize) {
        self.issues_by_key.insert(key.to_owned(), index);
    }

    /// The key for the next issue of a project.
    pub fn next_key(&mut self, project: &str) -> Option<String> {
        let project = self.project_mut(project)?;
        project.last_number = project.last_number.saturating_add(1);
        Some(format!("{}-{}", project.key, project.last_number))
    }

    /// Groups somebody is in.
    pub fn groups_of<'w>(&'w self, account_id: &'w str) -> impl Iterator<Item = &'w Group> {
        self.groups.iter().filter(move |group| group.members.iter().any(|member| member == account_id))
    }
}
