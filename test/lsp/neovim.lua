-- A conversation with the language server as Neovim holds it: diagnostics, a hover, a code action and its effect.
-- Reads SERVER (a JSON list: the command), ROOT, FILE, LINE and COLUMN (from 0) from the environment; writes JSON to RESULT.

local file, root = vim.env.FILE, vim.env.ROOT
local position = { line = tonumber(vim.env.LINE), character = tonumber(vim.env.COLUMN) }
local result = {}

local function finish()
  local out = assert(io.open(vim.env.RESULT, 'w'))
  out:write(vim.fn.json_encode(result))
  out:close()
  vim.cmd('qa!')
end

-- The message of a diagnostic on the line, with its code, or nil.
local function problems_on_line()
  local found = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(0, { lnum = position.line })) do
    local lsp = (diagnostic.user_data or {}).lsp or {}
    table.insert(found, { code = lsp.code or diagnostic.code, message = diagnostic.message, severity = diagnostic.severity, lsp = lsp })
  end
  return found
end

local function request(method, params)
  local answers = vim.lsp.buf_request_sync(0, method, params, 10000) or {}
  for _, answer in pairs(answers) do
    if answer.error then
      result.error = vim.inspect(answer.error)
      finish()
    end
    return answer.result
  end
end

local function converse()
  vim.cmd('edit ' .. vim.fn.fnameescape(file))
  vim.bo.filetype = 'python'
  local config = { name = 'django-relations', cmd = vim.fn.json_decode(vim.env.SERVER), root_dir = root }
  local client
  if vim.lsp.start then
    client = vim.lsp.start(config)
  else
    client = vim.lsp.start_client(config)
    vim.lsp.buf_attach_client(0, client)
  end

  vim.wait(20000, function() return #problems_on_line() > 0 end, 50)
  result.problems = {}
  local reported
  for _, problem in ipairs(problems_on_line()) do
    reported = problem.lsp
    table.insert(result.problems, { code = problem.code, message = problem.message, severity = problem.severity })
  end
  if not reported then
    result.error = 'no diagnostics arrived'
    return
  end

  local document = { uri = vim.uri_from_fname(file) }
  local hover = request('textDocument/hover', { textDocument = document, position = position })
  result.hover = hover and hover.contents.value

  local range = reported.range or { start = position, ['end'] = position }
  local actions = request('textDocument/codeAction', { textDocument = document, range = range, context = { diagnostics = { reported } } })
  result.actions = {}
  for _, action in ipairs(actions or {}) do table.insert(result.actions, action.title) end

  local chosen = actions and actions[1]
  if chosen then
    if not chosen.edit then chosen = request('codeAction/resolve', chosen) end
    vim.lsp.util.apply_workspace_edit(chosen.edit, 'utf-16')
    vim.wait(20000, function() return #problems_on_line() == 0 end, 50)
    result.line_after = vim.fn.getline(position.line + 1)
    result.problems_after = #problems_on_line()
  end
  vim.lsp.stop_client(client)
end

local ok, failure = pcall(converse)
if not ok then result.error = failure end
finish()
