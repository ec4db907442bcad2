select name collate "C" as n, "Город" < 'П' collate "C" as before from people where name collate "POSIX" > 'A' order by name collate "C"
