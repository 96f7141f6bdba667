package store

// setLock is F_OFD_SETLKW: wait for a lock of an opened file.
const setLock = 91
