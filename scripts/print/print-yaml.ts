import { stringify } from "yaml";

/** Data → YAML, with everything written in place. */
export const printYaml = (data: object): string =>
  stringify(data, { aliasDuplicateObjects: false, lineWidth: 100 });
