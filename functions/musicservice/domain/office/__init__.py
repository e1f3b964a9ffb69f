"""The rules of the office: what is waiting, for whom, since when, and who may do something about it."""
