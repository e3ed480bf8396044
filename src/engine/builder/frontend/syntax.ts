import { parseReference } from '../../../oci/reference';
import { detectSyntax } from '../dockerfile/directives';
import { withLocation } from '../dockerfile/location';
import { Vertex } from '../graph/vertex';
import type { BuildPorts, ImageSource } from '../ports';
import type { Solve } from '../solver/solve';
import type { Trace } from '../solver/trace';
import { unlessAborted } from '../solver/unless-aborted';

/** What Dockerfiles are read by; the one frontend that this builder stands for. */
const PROGRAM = '/bin/dockerfile-frontend';
const SYNTAX_ARGUMENT = 'BUILDKIT_SYNTAX';

export interface SyntaxRequest {
  ports: BuildPorts;
  trace: Trace;
  /** A solve of its own, for the frontend's image. */
  solve: Solve;
  source(reference: string): ImageSource;
  buildArgs: Readonly<Record<string, string>>;
  dockerfile: string;
}

/**
 * Fetches the frontend's image that a Dockerfile's `# syntax=` names, or the build argument BUILDKIT_SYNTAX, as
 * BuildKit does before it hands the build on to it (frontend/dockerfile/builder forwardGateway, frontend/gateway).
 * Throws what keeps it from there; and that other frontends than Dockerfile's are not simulated.
 */
export async function fetchFrontend(request: SyntaxRequest): Promise<void> {
  const argument = request.buildArgs[SYNTAX_ARGUMENT];
  if (argument !== undefined) {
    try {
      return await fetch(request, argument.trim().split(' ', 1)[0]!);
    } catch (error) {
      throw new Error(`failed with build-arg:${SYNTAX_ARGUMENT} = ${argument}: ${(error as Error).message}`);
    }
  }
  const syntax = detectSyntax(request.dockerfile);
  if (!syntax) return;
  try {
    await fetch(request, syntax.reference);
  } catch (error) {
    throw withLocation(error, syntax.location);
  }
}

async function fetch({ ports, trace, solve, source }: SyntaxRequest, name: string): Promise<void> {
  const reference = parseReference(name).tagNameOnly().toString();
  const { signal } = solve;
  const resolving = trace.internal(`resolve image config for docker-image://${reference}`);
  const { digest, config } = await trace.step(resolving, () => unlessAborted(signal, ports.images.resolve(source(reference))), signal).catch((error: unknown) => {
    throw new Error(`failed to resolve source metadata for ${reference}: ${(error as Error).message}`);
  });
  const pinned = reference.includes('@') ? reference : `${reference}@${digest}`;
  const image = new Vertex({ type: 'image', reference: pinned, platform: source(reference).platform }, [], { name: `docker-image://${pinned}` });
  trace.announce([{ digest: image.digest, inputs: [], name: image.meta.name }]);
  await solve.solve(image);
  if (config.config?.Entrypoint?.[0] !== PROGRAM) throw new Error(`dockyard: the frontend ${reference} is not simulated`);
}
