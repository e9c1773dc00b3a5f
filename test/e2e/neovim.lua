-- Starts the server as docs/editors.md says, and prints what the editor knows then.
local function out(...) io.stdout:write(table.concat({ ... }, ' ') .. '\n') end
local id = vim.lsp.start_client({
  name = 'gateway-lens',
  cmd = vim.json.decode(vim.env.GATEWAY_LENS),
  root_dir = vim.env.WORKSPACE,
})
vim.lsp.buf_attach_client(0, id)

local function find(code)
  for _, d in ipairs(vim.diagnostic.get(0)) do
    if d.code == code or (d.user_data and d.user_data.lsp and d.user_data.lsp.code == code) then return d end
  end
end
local function request(method, params)
  for _, answer in pairs(vim.lsp.buf_request_sync(0, method, params, 5000) or {}) do
    if answer.error then out('ERROR', vim.json.encode(answer.error)) end
    return answer.result
  end
end
local function at(line, column)
  vim.api.nvim_win_set_cursor(0, { line, column })
  return vim.lsp.util.make_position_params()
end

vim.wait(20000, function() return find('parent-section-missing') ~= nil end, 50)
local wrong = find('parent-section-missing')
for _, d in ipairs(vim.diagnostic.get(0)) do
  out('DIAGNOSTIC', string.format('%d:%d', d.lnum + 1, d.col + 1), d.code or d.user_data.lsp.code)
end
local hover = request('textDocument/hover', at(9, 13))
out('HOVER', hover and vim.json.encode(hover.contents) or 'none')
local completion = request('textDocument/completion', at(11, 19)) or {}
local labels = {}
for _, item in ipairs(completion.items or completion) do table.insert(labels, item.label) end
out('COMPLETION', table.concat(labels, ' '))
local params = { textDocument = vim.lsp.util.make_text_document_params(), context = { diagnostics = {} } }
params.range = { start = { line = 10, character = 19 }, ['end'] = { line = 10, character = 23 } }
for _, action in ipairs(request('textDocument/codeAction', params) or {}) do out('ACTION', action.title) end
vim.api.nvim_buf_set_text(0, 10, 19, 10, 23, { 'https' })
out('MENDED', tostring(vim.wait(10000, function() return find('parent-section-missing') == nil end, 50)))
vim.cmd('qa!')
