'use strict';
/** Validates manifest.yml with `@forge/manifest`, in full, as `forge deploy` does before anything else. */
const { describe, main } = require('./official.cjs');

main('validate', async () => {
  const { validate } = require('@forge/manifest');
  const { success, errors } = await validate();
  const problems = errors.map(describe);
  return success || problems.length > 0 ? problems : ['the validator was not satisfied and did not say why'];
});
