import { normalizationRules } from "../rules.ts";

export default { load: () => normalizationRules() };
