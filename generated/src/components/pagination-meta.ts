export type PaginationMeta = {
  /**
   * @example 2
   */
  page_number?: number;
  /**
   * @example 25
   */
  page_size?: number;
  /**
   * @example 3
   */
  total_pages?: number;
  /**
   * @example 55
   */
  total_results?: number;
};
