"""ถ้อยคำภาษาไทยของสิ่งที่ขั้นตอนอาศัย: sentences of what use cases stand on, by the part that raises them."""
