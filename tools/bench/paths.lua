-- Sends the lines of a file (WRK_PATHS) in turn: an address, or an address, a tab and what to post there as JSON.
-- With WRK_ETAG, asks whether that answer is still the one.
local lines, turn = {}, 0

for line in io.lines(os.getenv("WRK_PATHS")) do
  lines[#lines + 1] = line
end

function setup(thread)
  thread:set("offset", math.random(#lines))
end

function init()
  turn = offset
  wrk.headers["If-None-Match"] = os.getenv("WRK_ETAG")
  wrk.headers["Content-Type"] = "application/json"
end

function request()
  turn = turn % #lines + 1
  local path, body = lines[turn]:match("^([^\t]*)\t(.*)$")
  if body then
    return wrk.format("POST", path, nil, body)
  end
  return wrk.format("GET", lines[turn])
end
