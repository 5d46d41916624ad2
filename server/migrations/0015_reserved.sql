-- The number is taken; nothing is needed yet.
SELECT 1;
