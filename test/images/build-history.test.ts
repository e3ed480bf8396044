// `docker buildx history`: the builds that were made.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { session, type Session } from '../sessions/host';

let machine: Session;
beforeAll(async () => {
  machine = await session();
  await machine.sh(`docker pull -q alpine; mkdir -p web; cd web; printf 'FROM alpine AS base\nRUN echo one; echo two >&2\nFROM base\nRUN exit 3\n' > Dockerfile; docker build -q -t site:1 --target base --build-arg A=1 --label l=v .; docker build . 2>/dev/null; docker build -q - < Dockerfile 2>/dev/null`);
}, 60_000);
afterAll(() => machine.end());

/** Without what differs from build to build. */
const steady = (text: string): string => text.replace(/\b[0-9a-z]{25}\b/g, '<ref>').replace(/(sha256(?::|%3A))[0-9a-f]{64}/g, '$1…').replace(/\d+\.\d+s/g, '<time>').replace(/\d{4}-\d\d-\d\d.\d\d:\d\d:\d\d(\.\d+Z)?/g, '<date>');

test('ls has the newest first, with the name of folder and target', async () => {
  const { stdout, status } = await machine.sh("docker buildx history ls --format '{{.Name}}|{{.Status}}'; docker buildx history ls --filter status=error --format '{{.Name}}'; docker buildx history ls --filter 'duration>1h'");
  expect([stdout, status]).toEqual(['|Error\nweb|Error\nweb (base)|Completed\n\nweb\nBUILD ID   NAME      STATUS    CREATED AT   DURATION   \n', 0]);
  const { stdout: table } = await machine.sh('docker buildx history ls | tail -1; docker buildx history ls --format json | tail -1 | jq -r "keys|join(\\" \\")"');
  expect(steady(table).replace(/ {2,}/g, '  ')).toBe('<ref>  web (base)  Completed  Less than a second ago  <time>  \ncached_steps completed_at completed_steps created_at name ref status total_steps\n');
});

test('inspect shows what a build was asked for, what it was made from and what came out', async () => {
  const { stdout } = await machine.sh('docker buildx history inspect ^2');
  expect(steady(stdout).replace(/[\t ]{2,}|\t/g, '  ')).toBe(
    'Name:  web (base)\nContext:  web\nDockerfile:  Dockerfile\nTarget:  base\n\nStarted:  <date>\nDuration:  <time>\nBuild Steps:  6/6 (0% cached)\n\nImage Resolve Mode:  local\n\n' +
      'BUILD ARG  VALUE\nA  1\n\nLABEL  VALUE\nl  v\n\nMaterials:\nURI  DIGEST\npkg:docker/alpine@latest?digest=sha256%3A…&platform=linux%2Famd64  sha256:…\n\n' +
      'Attachments:\nDIGEST  PLATFORM  TYPE\nsha256:…  application/vnd.oci.image.index.v1+json\nsha256:…  https://slsa.dev/provenance/v1\nsha256:…  linux/amd64  application/vnd.oci.image.manifest.v1+json\n\n' +
      'Print build logs: docker buildx history logs <ref>\nView build in Docker Desktop: docker-desktop://dashboard/build/default/default/<ref>\n',
  );
  const failed = await machine.sh('docker buildx history inspect ^1 | tail -n 24; docker buildx history inspect --format "{{.Status}} {{.NumTotalSteps}} {{.Error.Message}}" ^1; docker buildx history inspect --format json ^2 | jq -c "[.Name,.Target,.Config,.BuildArgs]"');
  expect(steady(failed.stdout).replace(/[\t ]{2,}|\t/g, '  ')).toContain(
    'Dockerfile:4\n--------------------\n  2 |  RUN echo one; echo two >&2\n  3 |  FROM base\n  4 | >>> RUN exit 3\n  5 |  \n--------------------\n\nEnable --debug to see stack traces for error\n',
  );
  expect(failed.stdout.split('\n').slice(-3)).toEqual(['error 6 process "/bin/sh -c exit 3" did not complete successfully: exit code: 3', '["web (base)","base",{"ImageResolveMode":"local"},[{"Name":"A","Value":"1"}]]', '']);
});

test('documents and logs come again, records go', async () => {
  const { stdout, stderr } = await machine.sh('docker buildx history inspect attachment --type provenance ^2 | jq -r .buildDefinition.buildType; docker buildx history inspect attachment --type manifest ^2 | jq -r .mediaType; docker buildx history logs ^2 2>&1 | grep -e RUN -e " one$" -e " two$"');
  expect([stdout.replace(/\d\.\d+ /g, ''), stderr]).toEqual(['https://github.com/moby/buildkit/blob/master/docs/attestations/slsa-definitions.md\napplication/vnd.oci.image.manifest.v1+json\n#5 [base 2/2] RUN echo one; echo two >&2\n#5 one\n#5 two\n', '']);
  const gone = await machine.sh('docker buildx history rm $(docker buildx history ls --format "{{.Ref}}" | head -1); docker buildx history ls --format "{{.Name}}"; docker buildx history rm nope; docker buildx history rm; docker buildx history inspect nope; docker buildx history logs ^7; docker buildx history inspect attachment; docker buildx history ls --filter x=y; docker buildx history open; docker buildx history rm --all; docker buildx history inspect');
  expect(gone).toEqual({
    stdout: 'web\nweb (base)\n', status: 1,
    stderr: 'ERROR: lease "ref_nope": not found\nERROR: rm requires at least one argument\nERROR: no record found for ref "nope"\nERROR: no completed build found with offset 5\nERROR: at least one of --type, --platform or DIGEST must be specified\n' +
      'ERROR: unsupported filter "x=y"\ndockyard: docker buildx history open is not simulated\nERROR: no records found\n',
  });
});
