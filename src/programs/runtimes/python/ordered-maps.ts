/**
 * Dictionaries in the order of insertion, as Python's are. MicroPython's maps know an ordered kind (py/map.c, `is_ordered`,
 * OrderedDict's), which a new map isn't: the flags that `mp_map_init` stores become 0b101 (all keys are strings, ordered).
 */

/** The end of mp_map_init: `map->flags = 1; map->table = table; }`. */
const INIT = [0x20, 0x00, 0x41, 0x01, 0x36, 0x02, 0x00, 0x20, 0x00, 0x20, 0x01, 0x36, 0x02, 0x08, 0x0b];
const FLAGS_AT = 3;
const ORDERED = 0b101;

/** The module with ordered maps; a module without that function comes back as it is. */
export function orderMaps(bytes: Uint8Array): Uint8Array {
  for (let at = bytes.indexOf(INIT[0]!); at !== -1; at = bytes.indexOf(INIT[0]!, at + 1)) {
    if (!INIT.every((byte, i) => bytes[at + i] === byte)) continue;
    const changed = bytes.slice();
    changed[at + FLAGS_AT] = ORDERED;
    return changed;
  }
  return bytes;
}
