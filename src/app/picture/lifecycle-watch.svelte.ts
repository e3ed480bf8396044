import type { Transport } from '../../api/transport';
import { getJson } from '../../client/json-get';
import { watchEvents } from '../../client/watch-events';
import { afterEvent, EMPTY_LIFECYCLE, fromList, type LifecycleModel, type ListedContainer } from '../../diagrams/lifecycle-model';

const RETRY_MS = 1500;

/** The lifecycle as it stands and changes on an engine; goes on when the engine comes and goes. */
export class LifecycleWatch {
  model: LifecycleModel = $state.raw(EMPTY_LIFECYCLE);
  /** False while no engine answers. */
  connected = $state(false);
  /** Counts engine events of any kind, so that others know when to look again. */
  changes = $state(0);
  private stopped = false;
  private hangUp = () => {};

  constructor(private readonly transport: Transport) {
    void this.run();
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      try {
        let listed = false;
        const early: Parameters<typeof afterEvent>[1][] = [];
        await watchEvents(
          this.transport,
          () => {
            void getJson(this.transport, '/containers/json?all=1').then(({ body }) => {
              this.model = early.reduce((model, event) => afterEvent(model, event), fromList(body as ListedContainer[]));
              listed = true;
              this.connected = true;
              this.changes++;
            });
          },
          (event) => {
            this.changes++;
            if (listed) this.model = afterEvent(this.model, event);
            else early.push(event);
          },
          (stop) => (this.hangUp = stop),
        );
      } catch {
        // No engine now: it is asked again below.
      }
      this.connected = false;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }

  stop(): void {
    this.stopped = true;
    this.hangUp();
  }
}
