import { createClient, createJob, type Job } from "jobs";

declare const process: { readonly argv: readonly string[] };

const client = createClient({ baseUrl: process.argv[2] });
const job: Job = await createJob(client, { body: { name: "sweep" } });
console.log(`${job.id} ${job.name}`);
