import { normalizationRules } from "../rules.ts";

export default {
  paths: () =>
    normalizationRules().map(({ documentation, id }) => ({
      params: { rule: id },
      content: documentation,
    })),
};
