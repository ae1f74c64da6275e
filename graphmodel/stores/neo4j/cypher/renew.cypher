// Hold the lease for another while, if it is still ours; locked first, so that what is read is true till the commit.
MATCH (m:RemitMeta {id: 'remit'})
SET m.lock = timestamp()
WITH m WHERE m.holder = $holder
SET m.held_until = timestamp() + $milliseconds
RETURN m.published AS published
