// Addresses of product pages by navigation target, as `router.navigate` and `router.getUrl` name them.

const TARGETS = {
  issue: ({ issueKey }) => `/browse/${issueKey}`,
  dashboard: ({ dashboardId }) => `/jira/dashboards/${dashboardId}`,
  userProfile: ({ accountId }) => `/jira/people/${accountId}`,
  projectSettingsDetails: ({ projectKey }) => `/jira/projects/${projectKey}/settings/details`,
  contentView: ({ contentId }) => `/wiki/pages/viewpage.action?pageId=${contentId}`,
  contentEdit: ({ contentId }) => `/wiki/pages/editpage.action?pageId=${contentId}`,
  contentList: ({ spaceKey, contentType }) => `/wiki/spaces/${spaceKey}/${contentType ?? 'pages'}`,
  spaceView: ({ spaceKey }) => `/wiki/spaces/${spaceKey}`,
  module: ({ moduleKey }) => `/?module=${moduleKey}`,
};

export function targetUrl(location) {
  const make = TARGETS[location.target];
  if (!make) throw new Error(`There is no navigation target "${location.target}".`);
  return make(location);
}
