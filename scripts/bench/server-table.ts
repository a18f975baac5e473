import { runNode } from "./child.ts";
import type { Bench } from "./row.ts";

/** What a paginator gave before a dishonest server. */
export interface Walk {
  readonly paginator: string;
  readonly what: string;
  readonly ids: readonly number[];
  readonly requests: number;
  /** Whether it was stopped, since it went on asking. */
  readonly isEndless: boolean;
  readonly error?: string;
  readonly holds: boolean;
}

/** What dishonest servers do to each paginator, in a process of its own. */
export const walkServers = async ({ folder }: Pick<Bench, "folder">): Promise<readonly Walk[]> => {
  const walks: Walk[] = [];
  for (const paginator of ["pagewise", "telnyx", "by hand"]) {
    const args = ["programs/walk-servers.ts", paginator];
    const { output } = await runNode(args, { cwd: folder, timeout: 120_000 });
    for (const result of JSON.parse(output) as Omit<Walk, "paginator">[])
      walks.push({ paginator, ...result });
  }
  return walks;
};
