-- What was added to the index of keys and is not sorted in yet is read through with every search: with the usual four
-- megabytes five hundred pages, twenty milliseconds a file. Kept to eight pages.
alter index children.children_by_likeness set (gin_pending_list_limit = 64);
