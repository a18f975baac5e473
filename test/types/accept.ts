/** Takes values of a type: whether the call compiles is the test. */
export const accept = <Type>(...values: readonly Type[]): readonly Type[] => values;
