/** Accepts values of a type. The test is whether the call compiles. */
export const accept = <Type>(...values: readonly Type[]): readonly Type[] => values;
