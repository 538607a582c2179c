/** Stands in for Atlaskit's feature gates, which serve Atlassian's own experiments: every gate is off. */
const gates = {
  initializeCompleted: () => false,
  initializeCalled: () => false,
  checkGate: () => false,
  getExperimentValue: <T>(_experiment: string, _parameter: string, fallback: T): T => fallback,
  manuallyLogGateExposure: () => undefined,
  subscribeAll: () => () => undefined,
  onGateUpdated: () => () => undefined,
  onAnyUpdated: () => () => undefined,
  isGateExists: () => false,
  isExperimentExists: () => false,
};

export const FeatureGates = gates;
export default gates;
