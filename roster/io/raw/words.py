"""What is told of files, sheets and cells that cannot be read or were read in a way worth telling: each a
message and its remedy.
"""

from __future__ import annotations

from roster.text import Text

ERROR_CELL = (
    Text("单元格是错误值", "the cell holds an error"),
    Text("改正公式，或直接填写值", "correct the formula, or type the value"),
)
NOT_COMPUTED = (
    Text("公式没有计算结果", "the formula has no computed value"),
    Text(
        "用Excel打开并保存一次，或直接填写值", "open and save it in Excel once, or type the value"
    ),
)
SERIAL_1904 = (
    Text(
        "工作簿使用1904年日期系统，分不清这是日期还是数字",
        "the workbook counts its dates from 1904: this may be a date or a number",
    ),
    Text("把单元格的格式设为“日期”或“文本”", "format the cell as a date or as text"),
)
HELD = (
    Text(
        "文件打不开，可能正被其他程序占用",
        "the file cannot be opened, perhaps another program holds it",
    ),
    Text("关闭Excel或WPS后再试", "close it in Excel or WPS and try again"),
)
MISSING = (
    Text("找不到文件", "there is no such file"),
    Text("检查路径是否正确", "check the path"),
)
NO_FILE = (
    Text("不是普通文件", "this is no ordinary file"),
    Text("给出工作簿，或CSV文件所在的文件夹", "give a workbook, or the folder of the CSV files"),
)
ENCODING = (
    Text("文件编码既不是UTF-8也不是GB18030", "the file is neither UTF-8 nor GB18030"),
    Text("另存为“CSV UTF-8（逗号分隔）”", "save it as CSV UTF-8"),
)
NO_WORKBOOK = (
    Text("不是有效的Excel工作簿", "this is no Excel workbook"),
    Text(
        "用Excel或WPS另存为“Excel工作簿(.xlsx)”，不加密码",
        "save it in Excel or WPS as an Excel workbook (.xlsx) without a password",
    ),
)
DAMAGED = (
    Text("工作簿已损坏", "the workbook is damaged"),
    Text(
        "用Excel或WPS打开修复后另存，或从备份恢复",
        "open it in Excel or WPS, let it repair the file and save it, or take a backup",
    ),
)
NO_SHEETS = (
    Text("工作簿里没有工作表", "the workbook has no sheets"),
    Text("按模板填写各工作表", "fill in the sheets"),
)
PROTECTED = (
    Text("工作簿有打开密码", "the workbook is protected by a password"),
    Text("在Excel或WPS中去掉打开密码后保存", "take the password off in Excel or WPS and save it"),
)
WEB_PAGE = (
    Text("内容是网页或XML，不是工作簿", "its contents are a web page or XML, no workbook"),
    Text(
        "用Excel或WPS打开，另存为“Excel工作簿(.xlsx)”",
        "open it in Excel or WPS and save it as an Excel workbook (.xlsx)",
    ),
)
ONE_TABLE = (
    Text("内容是一张文本表格，不是工作簿", "its contents are a single text table, no workbook"),
    Text("给出全部CSV文件所在的文件夹", "give the folder that holds all the CSV files"),
)
TEXT_TABLE = (
    Text(
        "文件名像工作簿，内容是文本表格，已按CSV读取",
        "it is called a workbook but holds a text table, and was read as CSV",
    ),
    Text(
        "若不对，用Excel打开后另存为.xlsx",
        "if that is wrong, open it in Excel and save it as .xlsx",
    ),
)
NO_CSV = (
    Text("不是有效的CSV文件", "this is no valid CSV file"),
    Text(
        "检查引号是否成对，或重新另存为CSV",
        "check that quotes come in pairs, or save it as CSV again",
    ),
)
FAR = (
    Text("内容延伸得太远", "its contents reach too far"),
    Text("删去远处多余的行和列", "delete the rows and columns far out that are not needed"),
)
MANY = (
    Text("超过50000行", "it has more than 50,000 rows"),
    Text("只留近几年的行", "keep the rows of the last few years"),
)
LONG_TEXT = (
    Text("有一格的文字超过10万字", "a cell has more than 100,000 characters"),
    Text("删去这一格的内容", "delete what the cell holds"),
)
LARGE = (
    Text("文件太大", "the file is too large"),
    Text(
        "把内容复制到新建的工作簿，只留需要的行",
        "copy the contents into a new workbook, with the rows that are needed",
    ),
)
FROM_1904 = (
    Text(
        "工作簿使用1904年日期系统，日期已按它换算",
        "the workbook counts its dates from 1904; they were converted",
    ),
    Text("核对日期；若差4年，请改正", "look at the dates; correct them if they are 4 years off"),
)
MACROS = (
    Text("工作簿里的宏没有运行，也不会运行", "the workbook's macros were not run and never are"),
    Text(
        "宏改动的内容请先在Excel里运行并保存",
        "run them in Excel and save, where they fill cells in",
    ),
)
LINKS = (
    Text(
        "有公式引用其他工作簿，按上次保存的值读取",
        "formulas refer to other workbooks; their values were taken as last saved",
    ),
    Text(
        "在Excel里更新链接并保存，或改为数值", "update the links in Excel and save, or type values"
    ),
)
