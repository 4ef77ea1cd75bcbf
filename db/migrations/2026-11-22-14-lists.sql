-- Lists of children walk the institutions of a scope in the order of their ids.
create index institutions_of_county_by_id on institutions.institutions (county_code, id);
create index institutions_of_prefecture_by_id on institutions.institutions (prefecture_code, id);
