import { driftRules } from "../rules.ts";

export default {
  paths: () =>
    driftRules().map(({ documentation, id }) => ({
      params: { rule: id },
      content: documentation,
    })),
};
