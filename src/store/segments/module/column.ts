/*
 * A column has the values that the records of a group have in one place of their shape. Its first byte is its kind:
 *
 *     CONSTANT  code u32                                           the same value everywhere
 *     FEW       count u32 | codes, CODE_BITS each | indexes        one of a few values, of which each row has the index
 *     CODES     codes, CODE_BITS each                              one of many values
 *     UUIDS     16 bytes each
 *     SECONDS   u32 each                                           times since 1970
 *     RAW       start u32 | width u8 | length u32                  values of one length, in the raw part (width 0)
 *     RAW       start u32 | width u8 | ends, `width` bits each     values of any length; ends count from start
 */
export const CONSTANT: u8 = 0
export const FEW: u8 = 1
export const CODES: u8 = 2
export const UUIDS: u8 = 3
export const SECONDS: u8 = 4
export const RAW: u8 = 5
