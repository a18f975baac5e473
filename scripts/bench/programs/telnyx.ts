/** As much of telnyx as is measured; it is installed where the programs run, not where they are checked. */
interface Telnyx {
  readonly externalConnections: {
    list(query: object): AsyncIterable<Item> & Promise<{ iterPages(): AsyncIterable<Page> }>;
  };
}

interface Item {
  readonly id?: string;
}

interface Page {
  readonly data: readonly Item[];
}

interface Options {
  readonly apiKey: string;
  readonly baseURL?: string;
  readonly fetch?: () => Promise<Response>;
}

const name: string = "telnyx";
export const { default: Telnyx } = (await import(name)) as {
  readonly default: new (options: Options) => Telnyx;
};
