import { lifecycleArrows } from '../../diagrams/lifecycle-mermaid';
import { PLACES, placeOf, type LifecycleModel } from '../../diagrams/lifecycle-model';

/**
 * Marks a drawn lifecycle for the page's styles: each place's node by its name, whether containers stand in it, and the
 * last transition's node, arrow and verb. Mermaid numbers edges in the order of the text, the one to Created first.
 */
export function markLifecycle(svg: Element, model: LifecycleModel): void {
  const { last } = model;
  for (const place of PLACES) {
    const node = svg.querySelector(`g.node[id*="state-${place}-"]`);
    if (!node) continue;
    node.setAttribute('data-place', place);
    node.classList.toggle('occupied', model.containers.some((container) => placeOf(container.status) === place));
    node.classList.toggle('last', last?.to === place);
  }
  if (!last) return;
  const arrow = last.from === undefined ? 0 : 1 + lifecycleArrows().findIndex(({ from, to }) => from === last.from && to === last.to);
  if (last.from !== undefined && arrow === 0) return;
  for (const part of svg.querySelectorAll(`[data-id="edge${arrow}"]`)) part.classList.add('last');
}
