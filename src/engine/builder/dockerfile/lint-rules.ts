import { quote } from './go-text';

/** A rule of the build checks; its texts are BuildKit's (frontend/dockerfile/linter/ruleset.go). */
export interface LintRule<Args extends string[] = string[]> {
  name: string;
  description: string;
  url: string;
  experimental?: boolean;
  format(...args: Args): string;
}

const ROOT = 'https://docs.docker.com/go/dockerfile/rule/';

function rule<Args extends string[]>(
  name: string,
  page: string,
  description: string,
  format: (...args: Args) => string,
  experimental = false,
): LintRule<Args> {
  return { name, description, url: page && `${ROOT}${page}/`, format, experimental };
}

const meant = (prefix: string, suggestion: string) => (suggestion === '' ? '' : ` (did you mean ${prefix}${suggestion}?)`);

export const stageNameCasing = rule('StageNameCasing', 'stage-name-casing', 'Stage names should be lowercase',
  (stage: string) => `Stage name '${stage}' should be lowercase`);

export const fromAsCasing = rule('FromAsCasing', 'from-as-casing',
  "The 'as' keyword should match the case of the 'from' keyword",
  (from: string, as: string) => `'${as}' and '${from}' keywords' casing do not match`);

export const noEmptyContinuation = rule('NoEmptyContinuation', 'no-empty-continuation',
  'Empty continuation lines will become errors in a future release', () => 'Empty continuation line');

export const consistentInstructionCasing = rule('ConsistentInstructionCasing', 'consistent-instruction-casing',
  'All commands within the Dockerfile should use the same casing (either upper or lower)',
  (command: string, casing: string) => `Command '${command}' should match the case of the command majority (${casing})`);

export const duplicateStageName = rule('DuplicateStageName', 'duplicate-stage-name', 'Stage names should be unique',
  (stage: string) => `Duplicate stage name ${quote(stage)}, stage names should be unique`);

export const reservedStageName = rule('ReservedStageName', 'reserved-stage-name',
  'Reserved words should not be used as stage names',
  (stage: string) => `Stage name should not use the same name as reserved stage ${quote(stage)}`);

export const jsonArgsRecommended = rule('JSONArgsRecommended', 'json-args-recommended',
  'JSON arguments recommended for ENTRYPOINT/CMD to prevent unintended behavior related to OS signals',
  (instruction: string) =>
    `JSON arguments recommended for ${instruction} to prevent unintended behavior related to OS signals`);

export const maintainerDeprecated = rule('MaintainerDeprecated', 'maintainer-deprecated',
  'The MAINTAINER instruction is deprecated, use a label instead to define an image author',
  () => 'Maintainer instruction is deprecated in favor of using label');

export const undefinedArgInFrom = rule('UndefinedArgInFrom', 'undefined-arg-in-from',
  'FROM command must use declared ARGs',
  (arg: string, suggestion: string) => `FROM argument '${arg}' is not declared${meant('', suggestion)}`);

export const workdirRelativePath = rule('WorkdirRelativePath', 'workdir-relative-path',
  'Relative workdir without an absolute workdir declared within the build can have unexpected results if the base image changes',
  (path: string) => `Relative workdir ${quote(path)} can have unexpected results if the base image changes`);

export const undefinedVar = rule('UndefinedVar', 'undefined-var', 'Variables should be defined before their use',
  (name: string, suggestion: string) => `Usage of undefined variable '$${name}'${meant('$', suggestion)}`);

export const multipleInstructionsDisallowed = rule('MultipleInstructionsDisallowed', 'multiple-instructions-disallowed',
  'Multiple instructions of the same type should not be used in the same stage',
  (instruction: string) =>
    `Multiple ${instruction} instructions should not be used in the same stage because only the last one will be used`);

export const legacyKeyValueFormat = rule('LegacyKeyValueFormat', 'legacy-key-value-format',
  'Legacy key/value format with whitespace separator should not be used',
  (command: string) => `"${command} key=value" should be used instead of legacy "${command} key value" format`);

export const invalidBaseImagePlatform = rule('InvalidBaseImagePlatform', '',
  'Base image platform does not match expected target platform',
  (image: string, expected: string, actual: string) =>
    `Base image ${image} was pulled with platform ${quote(actual)}, expected ${quote(expected)} for current build`);

export const redundantTargetPlatform = rule('RedundantTargetPlatform', 'redundant-target-platform',
  'Setting platform to predefined $TARGETPLATFORM in FROM is redundant as this is the default behavior',
  (variable: string) => `Setting platform to predefined ${variable} in FROM is redundant as this is the default behavior`);

export const secretsUsedInArgOrEnv = rule('SecretsUsedInArgOrEnv', 'secrets-used-in-arg-or-env',
  'Sensitive data should not be used in the ARG or ENV commands',
  (instruction: string, key: string) =>
    `Do not use ARG or ENV instructions for sensitive data (${instruction} ${quote(key)})`);

export const invalidDefaultArgInFrom = rule('InvalidDefaultArgInFrom', 'invalid-default-arg-in-from',
  'Default value for global ARG results in an empty or invalid base image name',
  (baseName: string) => `Default value for ARG ${baseName} results in empty or invalid base image name`);

export const fromPlatformFlagConstDisallowed = rule('FromPlatformFlagConstDisallowed', 'from-platform-flag-const-disallowed',
  'FROM --platform flag should not use a constant value',
  (platform: string) => `FROM --platform flag should not use constant value ${quote(platform)}`);

export const copyIgnoredFile = rule('CopyIgnoredFile', 'copy-ignored-file',
  'Attempting to Copy file that is excluded by .dockerignore',
  (command: string, file: string) => `Attempting to ${command} file ${quote(file)} that is excluded by .dockerignore`);

export const invalidDefinitionDescription = rule('InvalidDefinitionDescription', 'invalid-definition-description',
  'Comment for build stage or argument should follow the format: `# <arg/stage name> <description>`. If this is not intended to be a description comment, add an empty line or comment between the instruction and the comment.',
  (instruction: string, name: string) => `Comment for ${instruction} should follow the format: \`# ${name} <description>\``,
  true);

export const exposeProtoCasing = rule('ExposeProtoCasing', 'expose-proto-casing',
  'Protocol in EXPOSE instruction should be lowercase',
  (port: string) => `Defined protocol '${port}' in EXPOSE instruction should be lowercase`);

export const exposeInvalidFormat = rule('ExposeInvalidFormat', 'expose-invalid-format',
  'IP address and host-port mapping should not be used in EXPOSE instruction. This will become an error in a future release',
  (port: string) => `EXPOSE instruction should not define an IP address or host-port mapping, found '${port}'`);
