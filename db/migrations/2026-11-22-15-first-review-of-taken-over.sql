-- A county that takes over the records of an earlier system confirms for its institutions.
grant execute on function registration.first_reviewed_institutions(bigint[]) to xueqian_county;
