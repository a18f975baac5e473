import { driftRules } from "../rules.ts";

export default { load: () => driftRules() };
